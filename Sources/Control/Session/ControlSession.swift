import CallEngine
import JSONText
import Media
import Time

/// One connection of the control protocol as a value: a line in gives commands and replies, an event in gives lines.
public struct ControlSession: Sendable, Equatable {
    /// What is to be done with an input.
    public enum Action: Sendable, Equatable {
        /// Write this line (without its line end) to the connection.
        case write(String)
        /// Hand this command to the engine.
        case command(EngineCommand)
        /// Carry this out, and write `line(answering:with:)`; no id: without an answer.
        case sound(SoundRequest, id: JSON?)
        /// Put this link before the agent, and write `line(answering:with:)`; no id: without an answer.
        case propose(String, id: JSON?)
    }

    private struct Ending: Sendable, Equatable {
        var call: CallSnapshot
        var reason: EndReason
        var at: Instant
    }

    private var overview: EngineOverview
    /// Requests that an event will answer, by token. Tokens of several sessions must not meet: each starts elsewhere.
    private var pending: [Int: JSON] = [:]
    private var shutDownIDs: [JSON] = []
    private var nextToken: Int
    /// Ends of answered calls that wait for the figures.
    private var endings: [CallID: Ending] = [:]
    /// Events are written as notifications too, not answers alone.
    private let follows: Bool

    /// - Parameters:
    ///   - overview: what is known of the engine at this moment.
    ///   - firstToken: the first of 1,000,000 tokens of this session alone.
    ///   - follows: whether events are written as notifications.
    public init(overview: EngineOverview, firstToken: Int, follows: Bool = true) {
        self.overview = overview
        nextToken = firstToken
        self.follows = follows
    }

    /// Takes one line of the connection, without its line end. An empty line is nothing.
    public mutating func receive(line: [UInt8], at now: Instant) -> [Action] {
        guard line.contains(where: { $0 > 0x20 }) else { return [] }
        let request: ControlRequest
        do {
            request = try ControlRequest.parse(line)
        } catch {
            return [.write(Self.answer(error.id, error: error.fault))]
        }
        do {
            return try carryOut(request, at: now)
        } catch {
            return request.id.map { [.write(Self.answer($0, error: error))] } ?? []
        }
    }

    /// Takes one event of the engine: the answers that waited for it, then the notification.
    public mutating func receive(_ event: EngineEvent, at now: Instant) -> [Action] {
        overview.receive(event)
        var actions: [Action] = []
        switch event {
        case .callDialled(let call, let token):
            actions += settle(token, result: overview.json(call))
        case .dialRefused(let problem, let token):
            actions += settle(token, fault: .dialRefused(problem))
        case .statistics(_, let statistics, let token):
            actions += settle(token, result: statistics.json)
        case .commandRefused(.statistics(_, let token), let problem),
            .commandRefused(.sendMessage(_, _, _, let token), let problem):
            actions += settle(token, fault: ControlFault(problem))
        case .messageAnswered(let status, let token):
            if let status, (200..<300).contains(status) {
                actions += settle(token, result: .record(["sipStatus": .integer(status)]))
            } else {
                actions += settle(token, fault: .messageRefused(status: status))
            }
        case .callEnded(let call, let reason):
            guard follows, call.answeredAt != nil, endings.count < Limits.pendingRequests else { break }
            endings[call.id] = Ending(call: call, reason: reason, at: now)
            return actions
        case .callMeasured(let call, let figures):
            if let ending = endings.removeValue(forKey: call) { actions.append(tell(ending, figures)) }
        case .shutDownFinished:
            // Nothing more comes of them.
            actions += endings.sorted { $0.key < $1.key }.map { tell($0.value, nil) }
            endings = [:]
            actions += shutDownIDs.map { .write(Self.answer($0, result: .record([:]))) }
            shutDownIDs = []
        case .accountChanged, .callReceived, .callChanged, .digitReceived, .textReceived, .commandRefused,
            .transferChanged, .transferRequested, .callReplaced, .conferenceChanged, .doNotDisturbChanged,
            .forwardingChanged, .voicemailChanged, .watchedChanged, .messageReceived, .strangersRefused,
            .callRefusedInClear, .qualityChanged:
            break
        }
        if follows, let line = overview.notification(of: event, at: now) { actions.append(.write(line)) }
        return actions
    }

    private func tell(_ ending: Ending, _ figures: StreamStatistics?) -> Action {
        .write(overview.ended(ending.call, ending.reason, figures, at: ending.at))
    }

    private mutating func settle(_ token: Int, result: JSON) -> [Action] {
        pending.removeValue(forKey: token).map { [.write(Self.answer($0, result: result))] } ?? []
    }

    private mutating func settle(_ token: Int, fault: ControlFault) -> [Action] {
        pending.removeValue(forKey: token).map { [.write(Self.answer($0, error: fault))] } ?? []
    }

    private static func answer(_ id: JSON, result: JSON) -> String {
        JSON.record(["jsonrpc": .text("2.0"), "id": id, "result": result]).description
    }

    private static func answer(_ id: JSON, error: ControlFault) -> String {
        JSON.record(["jsonrpc": .text("2.0"), "id": id, "error": error.json]).description
    }
}

extension ControlSession {
    private mutating func carryOut(_ request: ControlRequest, at now: Instant) throws(ControlFault) -> [Action] {
        guard let method = ControlMethod(rawValue: request.method) else { throw .unknownMethod }
        let parameters = ControlParameters(request.parameters, overview: overview)
        try parameters.check(method)
        switch method {
        case .accountList: return reply(request, overview.accountList)
        case .callList: return reply(request, overview.callList)
        case .engineStatistics: return reply(request, overview.statistics(at: now))
        case .engineShutdown:
            if let id = request.id { shutDownIDs.append(id) }
            return [.command(.shutDown)]
        case .callDial:
            let (address, account) = (try parameters.text("to"), try parameters.account())
            return [.command(.dial(to: address, account: account, token: try wait(for: request)))]
        case .callPropose: return [.propose(try parameters.text("to"), id: request.id)]
        case .callPickUp:
            let (who, account) = (try parameters.text("who"), try parameters.account())
            return [.command(.pickUp(who, account: account, token: try wait(for: request)))]
        case .callTakeBack:
            let account = try parameters.account()
            return [.command(.takeBack(account: account, token: try wait(for: request)))]
        case .callStatistics:
            let call = try parameters.call()
            return [.command(.statistics(call.id, token: try wait(for: request)))]
        case .messageSend:
            let (address, words, account) = (
                try parameters.text("to"), try parameters.text("text"), try parameters.account()
            )
            let token = try wait(for: request)
            return [.command(.sendMessage(to: address, text: words, account: account, token: token))]
        case .accountRegister, .accountUnregister:
            guard let id = try parameters.account() else { throw .invalidParameter("\"account\" is missing") }
            let command: EngineCommand = method == .accountRegister ? .register(id) : .unregister(id)
            return [.command(command)] + reply(request, overview.json(id))
        case .callAnswer, .callDecline, .callHangUp, .callHold, .callResume, .callMute, .callRecord, .callDigits,
            .callText, .callTransfer,
            .callAttendedTransfer, .callAnswerTransfer, .callPark, .callMoveToMobile, .conferenceLeave:
            let call = try parameters.call()
            let command = try parameters.command(method, call)
            return [.command(command)] + reply(request, overview.json(call))
        case .conferenceJoin:
            let calls = try parameters.joining()
            return [.command(.join(calls))] + reply(request, EngineOverview.json(conference: calls))
        case .presenceWatch, .presenceUnwatch, .presencePublish:
            let (command, answer) = try parameters.presenceCommand(method)
            return [.command(command)] + reply(request, answer)
        case .lineDoNotDisturb:
            let isOn = try parameters.flag("on")
            return [.command(.setDoNotDisturb(isOn))] + reply(request, .record(["doNotDisturb": .boolean(isOn)]))
        case .lineForward:
            guard let id = try parameters.account() else { throw .invalidParameter("\"account\" is missing") }
            let rule = try parameters.forwarding()
            return [.command(.setForwarding(id, rule))] + reply(request, EngineOverview.json(rule, of: id))
        case .audioList, .audioSelect, .audioLevel:
            return [.sound(try parameters.soundRequest(method), id: request.id)]
        case .callAudio:
            let (call, devices) = (try parameters.call(), try parameters.ownDevices())
            guard call.answeredAt != nil else { throw .notInThisState }
            return [
                .sound(.call(call.id.number, devices), id: request.id),
                .command(.ownSound(call.id, devices != nil)),
            ]
        }
    }

    /// The answer to a request that the shell carried out.
    public static func line(answering id: JSON, with answer: SoundAnswer) -> String {
        do throws(ControlFault) {
            return Self.answer(id, result: try answer.result())
        } catch {
            return Self.answer(id, error: error)
        }
    }

    /// The answer to a link that was put before the agent, or was not.
    public static func line(answering id: JSON, with answer: ProposalAnswer) -> String {
        do throws(ControlFault) {
            return Self.answer(id, result: try answer.result())
        } catch {
            return Self.answer(id, error: error)
        }
    }

    private func reply(_ request: ControlRequest, _ result: JSON) -> [Action] {
        request.id.map { [.write(Self.answer($0, result: result))] } ?? []
    }

    private mutating func wait(for request: ControlRequest) throws(ControlFault) -> Int {
        let token = nextToken
        nextToken &+= 1
        if let id = request.id {
            guard pending.count < Limits.pendingRequests else { throw .tooManyRequests }
            pending[token] = id
        }
        return token
    }
}
