/// The methods of the control protocol. The names are stable: scripts rely on them.
public enum ControlMethod: String, Sendable, Equatable, CaseIterable {
    case accountList = "account.list"
    case accountRegister = "account.register"
    case accountUnregister = "account.unregister"
    case callList = "call.list"
    case callDial = "call.dial"
    case callAnswer = "call.answer"
    case callDecline = "call.decline"
    case callHangUp = "call.hangUp"
    case callHold = "call.hold"
    case callResume = "call.resume"
    case callMute = "call.mute"
    case callTransfer = "call.transfer"
    case callAttendedTransfer = "call.attendedTransfer"
    case callDigits = "call.digits"
    case callText = "call.text"
    case callRecord = "call.record"
    case callAudio = "call.audio"
    case callStatistics = "call.statistics"
    case audioList = "audio.list"
    case audioSelect = "audio.select"
    case audioLevel = "audio.level"
    case conferenceJoin = "conference.join"
    case conferenceLeave = "conference.leave"
    case messageSend = "message.send"
    case presenceWatch = "presence.watch"
    case presencePublish = "presence.publish"
    case engineStatistics = "engine.statistics"
    case engineShutdown = "engine.shutdown"

    /// Whether this version carries it out; the others answer `notImplemented`.
    public var isImplemented: Bool {
        switch self {
        case .accountList, .accountRegister, .accountUnregister, .callList, .callDial, .callAnswer, .callDecline,
            .callHangUp, .callHold, .callResume, .callMute, .callDigits, .callStatistics, .engineStatistics,
            .engineShutdown:
            true
        case .callTransfer, .callAttendedTransfer, .callText, .callRecord, .callAudio, .audioList, .audioSelect,
            .audioLevel, .conferenceJoin, .conferenceLeave, .messageSend, .presenceWatch, .presencePublish:
            false
        }
    }

    /// The names of the parameters that an implemented method takes.
    public var parameters: [String] {
        switch self {
        case .accountRegister, .accountUnregister: ["account"]
        case .callDial: ["to", "account"]
        case .callAnswer, .callHangUp, .callHold, .callResume, .callStatistics: ["call"]
        case .callDecline: ["call", "reason"]
        case .callMute: ["call", "on"]
        case .callDigits: ["call", "digits"]
        case .accountList, .callList, .engineStatistics, .engineShutdown: []
        case .callTransfer, .callAttendedTransfer, .callText, .callRecord, .callAudio, .audioList, .audioSelect,
            .audioLevel, .conferenceJoin, .conferenceLeave, .messageSend, .presenceWatch, .presencePublish:
            []
        }
    }
}
