import CallEngine
import SIP
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct UserAgentTests {
    @Test func aPortInUseIsAnError() async throws {
        let bench = try FlowBench()
        let taken = try #require(try await bench.run { $0.listen(host: "127.0.0.1") })
        let media = try MediaLoop(endpoint: .internal { _ in .silence })
        #expect(throws: TransportError.portUnavailable) {
            try UserAgent.start(
                settings: EngineSettings(accounts: []), media: media,
                options: UserAgentOptions(bindAddress: "127.0.0.1", sipPort: taken.port), onEvent: { _, _ in })
        }
        media.stop()
        try await bench.stop()
    }

    @Test func everyInputIsTracedBeforeItIsTaken() async throws {
        let phone = try Phone("alice", host: "127.0.0.1")
        phone.agent.perform(.answer(CallID(99)))
        #expect(await phone.inputs.first { $0 == .command(.answer(CallID(99))) } != nil)
        #expect(await phone.events.first { $0 == .commandRefused(.answer(CallID(99)), .unknownCall) } != nil)
        guard case .flowAccepted(_, let local, _)? = phone.inputs.all.first else {
            Issue.record("the listening flow was not told first")
            return
        }
        #expect(local == phone.address)
        await phone.stop()
    }

    @Test func aStoppedAgentTakesCommandsInSilence() async throws {
        let phone = try Phone("alice", host: "127.0.0.1")
        await phone.stop()
        let told = phone.inputs.all.count
        phone.agent.perform(.answer(CallID(1)))
        #expect(phone.inputs.all.count == told)
    }
}
