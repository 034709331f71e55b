import CallEngine
import JSONText

extension EngineCommand {
    /// The call that the command is about.
    var call: CallID? {
        switch self {
        case .answer(let call), .decline(let call, _), .hangUp(let call), .hold(let call), .resume(let call),
            .mute(let call, _), .record(let call, path: _), .ownSound(let call, _), .digits(let call, _),
            .sendText(let call, _),
            .statistics(let call, token: _),
            .transfer(let call, to: _),
            .attendedTransfer(let call, with: _), .answerTransferRequest(let call, accept: _), .leave(let call),
            .park(let call), .moveToMobile(let call):
            call
        case .register, .unregister, .dial, .join, .pickUp, .takeBack, .setDoNotDisturb, .setForwarding, .sendMessage,
            .watch, .unwatch, .publishPresence, .shutDown:
            nil
        }
    }

    /// The method that asks for it.
    var method: ControlMethod {
        switch self {
        case .register: .accountRegister
        case .unregister: .accountUnregister
        case .dial: .callDial
        case .answer: .callAnswer
        case .decline: .callDecline
        case .hangUp: .callHangUp
        case .hold: .callHold
        case .resume: .callResume
        case .mute: .callMute
        case .record: .callRecord
        case .ownSound: .callAudio
        case .digits: .callDigits
        case .sendText: .callText
        case .statistics: .callStatistics
        case .transfer: .callTransfer
        case .attendedTransfer: .callAttendedTransfer
        case .answerTransferRequest: .callAnswerTransfer
        case .join: .conferenceJoin
        case .leave: .conferenceLeave
        case .pickUp: .callPickUp
        case .park: .callPark
        case .moveToMobile: .callMoveToMobile
        case .takeBack: .callTakeBack
        case .setDoNotDisturb: .lineDoNotDisturb
        case .setForwarding: .lineForward
        case .sendMessage: .messageSend
        case .watch: .presenceWatch
        case .unwatch: .presenceUnwatch
        case .publishPresence: .presencePublish
        case .shutDown: .engineShutdown
        }
    }
}
