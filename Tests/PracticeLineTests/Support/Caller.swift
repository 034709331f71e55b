import AwaitedEvents
import CallEngine
import Glibc
import Media
import SIP
import Synchronization
import Transport

/// The softphone's place: a direct account whose proxy is the practice line, a tone for a microphone.
final class Caller: Sendable {
    let events = EventLog<EngineEvent>()
    let agent: UserAgent
    private let media: MediaLoop
    private let heard = EventLog<Int>()
    private let lastToken = Mutex(0)

    init(proxy: TransportAddress) throws {
        let (events, heard) = (events, heard)
        let tone = (0..<48_000).map { Int16(8_000 * sin(2 * .pi * 440 * Double($0) / 48_000)) }
        media = try MediaLoop(
            endpoint: .internal { _ in
                .monitored(sending: tone, heard: { frame in heard.add(Self.crossings(frame)) })
            })
        var account = AccountSettings(
            address: "sip:agent@127.0.0.1", name: "Practice", outboundProxy: ServerTarget(proxy))
        account.offersText = true
        agent = try UserAgent.start(
            settings: EngineSettings(accounts: [account]), media: media, onEvent: { event, _ in events.add(event) })
    }

    /// Upward crossings of a loud frame; 0 for a quiet one.
    private static func crossings(_ frame: [Int16]) -> Int {
        guard (frame.max() ?? 0) > 1_000 else { return 0 }
        return zip(frame, frame.dropFirst()).count { $0 < 0 && $1 >= 0 }
    }

    /// Waits for half a second of 440 Hz: 50 frames with 4 or 5 crossings each, some lost between two frames.
    func hearsTone() async -> Bool {
        let start = heard.all.count
        guard await heard.first(within: 15, after: start, where: { (4...5).contains($0) }) != nil else { return false }
        // A loaded computer may starve a window; a tone that is there fills one of the next.
        for _ in 0..<10 where await fillsHalfASecond() { return true }
        return false
    }

    private func fillsHalfASecond() async -> Bool {
        let first = heard.all.count
        let counter = Mutex(0)
        _ = await heard.first(within: 15, after: first) { _ in
            counter.withLock { count in
                count += 1
                return count == 50
            }
        }
        let half = heard.all.dropFirst(first).prefix(50)
        return half.count == 50 && (212...222).contains(half.reduce(0, +)) && !half.contains(0)
    }

    func dial(_ number: String) async throws -> CallID {
        let token = lastToken.withLock { last in
            last += 1
            return last
        }
        agent.perform(.dial(to: number, account: nil, token: token))
        let event = await events.first {
            if case .callDialled(_, token: token) = $0 { return true }
            return false
        }
        guard case .callDialled(let snapshot, _)? = event else { throw TransportError.portUnavailable }
        return snapshot.id
    }

    func reaches(_ state: CallState, _ call: CallID) async -> Bool {
        await events.first {
            if case .callChanged(let snapshot) = $0 { return snapshot.id == call && snapshot.state == state }
            return false
        } != nil
    }

    func end(of call: CallID) async -> EndReason? {
        let event = await events.first(within: 20) {
            if case .callEnded(let snapshot, _) = $0 { return snapshot.id == call }
            return false
        }
        guard case .callEnded(_, let reason)? = event else { return nil }
        return reason
    }

    func ended(_ call: CallID) -> CallSnapshot? {
        for case .callEnded(let snapshot, _) in events.all where snapshot.id == call { return snapshot }
        return nil
    }

    func stop() {
        agent.shutDown()
        media.stop()
    }
}
