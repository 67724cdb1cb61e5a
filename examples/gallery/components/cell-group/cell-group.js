// A titled group of cells. The slot "aside" sits at the right of the title.
Component({
  options: { multipleSlots: true },
  properties: {
    title: String,
  },
});
