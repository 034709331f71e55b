import CallEngine
import Configuration
import Glibc
import Media
import SIP
import Scenarios
import Synchronization
import Testing
import Time
import Transport

@testable import Audit

/// A user agent in the program's place: it registers with a stage's exchange, and says a tone of 1,000 Hz.
final class LineUnderTest: Sendable {
    private let agent: UserAgent
    private let media: MediaLoop
    private let log = Log()

    private final class Log: Sendable {
        let events = Mutex<[EngineEvent]>([])
        let heard = Mutex<[Int16]>([])
    }

    init(
        _ stage: Stage, password: String = Exchange.password, encryption: MediaEncryption = .off,
        codecs: [Codec] = Codec.standard
    ) throws {
        let tone = (0..<4_800).map { Int16(8_000 * sin(2 * .pi * Double($0) / 48)) }
        let log = log
        media = try MediaLoop(
            endpoint: .internal { _ in
                .monitored(sending: tone, heard: { frame in log.heard.withLock { $0 += frame } })
            })
        let server = ServerTarget(host: Exchange.host, port: stage.exchange.port, transport: .udp)
        var account = AccountSettings(
            address: "sip:\(Exchange.user)@\(Exchange.host)", name: "line", secret: .password(password),
            registrars: [server], outboundProxy: server)
        account.offersText = true
        account.encryption = encryption
        account.tellsKeysInClear = true
        agent = try UserAgent.start(
            settings: EngineSettings(accounts: [account], codecs: codecs), media: media,
            options: UserAgentOptions(bindAddress: Exchange.host),
            onEvent: { event, _ in log.events.withLock { $0.append(event) } })
    }

    var events: [EngineEvent] { log.events.withLock { $0 } }
    var heard: [Int16] { log.heard.withLock { $0 } }

    /// The newest state of each call, the oldest call first.
    var calls: [CallSnapshot] {
        var calls: [CallSnapshot] = []
        for event in events {
            switch event {
            case .callReceived(let snapshot), .callDialled(let snapshot, _): calls.append(snapshot)
            case .callChanged(let snapshot), .callEnded(let snapshot, _):
                if let place = calls.firstIndex(where: { $0.id == snapshot.id }) { calls[place] = snapshot }
            default: continue
            }
        }
        return calls
    }

    var ends: [EndReason] {
        events.compactMap { if case .callEnded(_, let reason) = $0 { reason } else { nil } }
    }

    func perform(_ command: EngineCommand) { agent.perform(command) }

    func dial(_ user: String) { perform(.dial(to: user, account: nil, token: 1)) }

    func end() {
        agent.shutDown()
        media.stop()
    }
}

extension Stage {
    /// A stage without a program: a user agent takes its place.
    static func empty() throws -> Stage {
        try Stage(program: "/nonexistent", folder: "/nonexistent", language: .english)
    }

    /// Waits until something is so; false where it does not become so.
    func becomes(_ holds: () -> Bool) -> Bool {
        let nothing = Bilingual("", "")
        return (try? eventually(expected: nothing, happened: { nothing }, { () throws(Stop) in holds() })) != nil
    }

    /// An act of the line under test.
    func act(_ body: () -> Void) {
        begin()
        body()
        isBlockOver = true
    }

    /// A stage, and a line that is registered with its exchange.
    static func withLine(
        encryption: MediaEncryption = .off, codecs: [Codec] = Codec.standard,
        _ body: (Stage, LineUnderTest) throws -> Void
    ) throws {
        let stage = try Stage.empty()
        defer { stage.end() }
        let line = try LineUnderTest(stage, encryption: encryption, codecs: codecs)
        defer { line.end() }
        try #require(stage.becomes { stage.exchange.isRegistered })
        try body(stage, line)
    }
}

extension [Int16] {
    /// The amplitude of one frequency in the sound at 48 kHz.
    func strength(of hertz: Double) -> Double {
        var (a, b) = (0.0, 0.0)
        for (index, sample) in enumerated() {
            let phase = 2 * Double.pi * hertz * Double(index) / 48_000
            a += Double(sample) * sin(phase)
            b += Double(sample) * cos(phase)
        }
        return isEmpty ? 0 : 2 * (a * a + b * b).squareRoot() / Double(count)
    }
}
