export * from "./api.ts";
export type { CallContext } from "./call-context.ts";
export type { Callbacks, Success } from "./callbacks.ts";
export { API_CATALOG, type ApiCatalog } from "./catalog.ts";
export { PLATFORM_LIMITS, type ApiContext, type AppEnvironment, type Limits, type NetworkTimeout } from "./context.ts";
export type { ElementHandle, Elements } from "./elements.ts";
export { createWx } from "./create-wx.ts";
export type { Failure, Failures, FailureText } from "./failures.ts";
export { NOT_BUILT } from "./not-built.ts";
export type { Router } from "./router.ts";
export type { TaskControl } from "./task-control.ts";
export type { TransferLog, TransferReport } from "./transfer-log.ts";
export type { AsyncCall, CallbackCall, Returned, Task, Wx } from "./wx.ts";
export { isWxError, WxError } from "./wx-error.ts";
export type {
  DownloadEvents,
  DownloadFileOptions,
  DownloadFileResult,
  DownloadProgress,
} from "./network/download-file.ts";
export type { AudioError } from "./media/audio/audio-error.ts";
export type { CreateInnerAudioContextOptions } from "./media/audio/create-inner-audio-context.ts";
export type { InnerAudioContext } from "./media/audio/inner-audio-context.ts";
export type { PlayVoiceOptions } from "./media/audio/play-voice.ts";
export type { SetInnerAudioOptionOptions } from "./media/audio/set-inner-audio-option.ts";
export type { AudioContext } from "./media/audio/create-audio-context.ts";
export type { HevcSupport } from "./media/check-device-support-hevc.ts";
export type { EditedVideoResult, OpenVideoEditorOptions } from "./media/open-video-editor.ts";
export type { CameraContext } from "./media/camera/camera-context.ts";
export type { VideoContext } from "./media/video/video-context.ts";
export type { MusicDetails } from "./media/background-audio/background-audio.ts";
export type { BackgroundAudioManager } from "./media/background-audio/background-audio-manager.ts";
export type { BackgroundAudioPlayerState } from "./media/background-audio/get-background-audio-player-state.ts";
export type { PlayBackgroundAudioOptions } from "./media/background-audio/play-background-audio.ts";
export type { RecorderFrame, RecorderManager, RecorderStopResult } from "./media/record/recorder-manager.ts";
export type { RecorderStartOptions } from "./media/record/recorder-options.ts";
export type { NetworkProfile } from "./network/profile.ts";
export type { CloseSocketOptions } from "./network/close-socket.ts";
export type { ConnectSocketOptions } from "./network/connect-socket.ts";
export type { RequestEvents, RequestOptions, RequestResult } from "./network/request.ts";
export type { SendSocketMessageOptions } from "./network/send-socket-message.ts";
export type { SocketTask } from "./network/socket-task.ts";
export type { SocketClosing, Sockets, SocketTaskEvents } from "./network/sockets.ts";
export type { UploadEvents, UploadFileOptions, UploadFileResult, UploadProgress } from "./network/upload-file.ts";
