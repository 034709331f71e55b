/// The methods of the control protocol. The names are stable: scripts rely on them.
public enum ControlMethod: String, Sendable, Equatable, CaseIterable {
    case accountList = "account.list"
    case accountRegister = "account.register"
    case accountUnregister = "account.unregister"
    case callList = "call.list"
    case callDial = "call.dial"
    /// Puts a link to call before the agent, who calls or declines it.
    case callPropose = "call.propose"
    case callAnswer = "call.answer"
    case callDecline = "call.decline"
    case callHangUp = "call.hangUp"
    case callHold = "call.hold"
    case callResume = "call.resume"
    case callMute = "call.mute"
    /// Blind: the peer is sent to `to`. `call.transfer` notifications tell how far it is.
    case callTransfer = "call.transfer"
    /// The peers of `call` and `with` are joined, and both calls leave us.
    case callAttendedTransfer = "call.attendedTransfer"
    /// The agent's word on a `call.transferRequested`.
    case callAnswerTransfer = "call.answerTransfer"
    /// Takes a call that rings at `who`; answered like `call.dial`.
    case callPickUp = "call.pickUp"
    /// Parks the call by the account's park code.
    case callPark = "call.park"
    /// Sends the call to the account's mobile number.
    case callMoveToMobile = "call.moveToMobile"
    /// Takes back what was moved to the mobile; answered like `call.dial`.
    case callTakeBack = "call.takeBack"
    case callDigits = "call.digits"
    /// Text as it is typed (RFC 4103): characters, U+0008 to erase, U+2028 for a new line.
    case callText = "call.text"
    /// Records into a new file, or into one named by time where `path` ends with "/"; `on` false ends it.
    case callRecord = "call.record"
    /// Gives an answered call a microphone and a headset of its own; without them, those of all calls again.
    case callAudio = "call.audio"
    case callStatistics = "call.statistics"
    /// The devices of this computer, which are in use, and how loud each is.
    case audioList = "audio.list"
    /// Goes over to another device until the program ends; `device.changed` tells what becomes of it.
    case audioSelect = "audio.select"
    /// Sets how loud the microphone, the peer, the voice or the ring tone is.
    case audioLevel = "audio.level"
    /// Joins answered calls, or one more to the conference that there is.
    case conferenceJoin = "conference.join"
    /// Takes one call out of the conference; it is held.
    case conferenceLeave = "conference.leave"
    /// Answered once the far end, or its server, has answered the MESSAGE.
    case messageSend = "message.send"
    /// Watches somebody's presence, or their lines; `presence.changed` tells.
    case presenceWatch = "presence.watch"
    case presenceUnwatch = "presence.unwatch"
    /// Publishes the agent's own presence.
    case presencePublish = "presence.publish"
    case lineDoNotDisturb = "line.doNotDisturb"
    /// Sets all the forwarding of one account: what is not given is off.
    case lineForward = "line.forward"
    case engineStatistics = "engine.statistics"
    case engineShutdown = "engine.shutdown"

    /// The names of the parameters that a method takes.
    public var parameters: [String] {
        switch self {
        case .accountRegister, .accountUnregister, .callTakeBack: ["account"]
        case .callDial: ["to", "account"]
        case .callPropose: ["to"]
        case .callAnswer, .callHangUp, .callHold, .callResume, .callStatistics, .callPark, .callMoveToMobile,
            .conferenceLeave:
            ["call"]
        case .callAudio: ["call", "microphone", "headset"]
        case .callDecline: ["call", "reason"]
        case .callMute: ["call", "on"]
        case .callRecord: ["call", "path", "on"]
        case .callDigits: ["call", "digits"]
        case .callText: ["call", "text"]
        case .callTransfer: ["call", "to"]
        case .callAttendedTransfer: ["call", "with"]
        case .callAnswerTransfer: ["call", "accept"]
        case .callPickUp: ["who", "account"]
        case .conferenceJoin: ["calls"]
        case .messageSend: ["to", "text", "account"]
        case .presenceWatch, .presenceUnwatch: ["who", "thing", "account"]
        case .presencePublish: ["state", "account"]
        case .lineDoNotDisturb: ["on"]
        case .lineForward: ["account", "always", "busy", "noAnswer", "afterSeconds"]
        case .audioSelect: ["role", "device"]
        case .audioLevel: ["role", "level"]
        case .accountList, .callList, .engineStatistics, .engineShutdown, .audioList: []
        }
    }
}
