/** The sides of a device that have a camera. */
export type CameraSide = "back" | "front";

/**
 * Opens the camera on one side of the device, with the microphone if `audio` is wanted. Where cameras don't tell their side, as those of
 * desks, the one that the browser prefers is the back, and the next one the front. Rejects with the browser's `DOMException`.
 */
export async function openCameraOn(
  side: CameraSide,
  { video, audio = false }: { video: MediaTrackConstraints; audio?: boolean },
): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  const facingMode = side === "front" ? "user" : "environment";
  const stream = await mediaDevices.getUserMedia({ video: { ...video, facingMode }, audio });
  const { facingMode: told, deviceId } = stream.getVideoTracks()[0]?.getSettings() ?? {};
  if (side === "back" || told) return stream;
  const devices = await mediaDevices.enumerateDevices();
  const other = devices.find((device) => device.kind === "videoinput" && device.deviceId !== deviceId);
  if (other === undefined) return stream;
  // Some devices open no second camera while they have one open.
  for (const track of stream.getTracks()) track.stop();
  return await mediaDevices.getUserMedia({ video: { ...video, deviceId: { exact: other.deviceId } }, audio });
}
