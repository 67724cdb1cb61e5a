// A row of choices, one of which is selected. Triggers "change" with { value }.
Component({
  properties: {
    // { value, text }[]
    choices: Array,
    value: String,
    disabled: Boolean,
  },
  methods: {
    choose(event) {
      const { value } = event.currentTarget.dataset;
      if (!this.data.disabled && value !== this.data.value) this.triggerEvent('change', { value });
    },
  },
});
