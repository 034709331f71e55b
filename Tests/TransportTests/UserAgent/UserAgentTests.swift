import AwaitedEvents
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

    /// 5,000 datagrams a second from one host for two seconds; an OPTIONS of another is answered all the while.
    @Test func aFloodLeavesRoomForTheServer() async throws {
        let phone = try Phone("alice", host: "127.0.0.1")
        let flooder = try FlowBench(options: UserAgentOptions(bindAddress: "127.0.0.66"))
        let server = try FlowBench(options: UserAgentOptions(bindAddress: "127.0.0.1"))
        let target = phone.address
        _ = try await flooder.open(1, target)
        let own = try #require(try await server.open(1, target)?.opened?.local)
        let noise = [UInt8](repeating: 120, count: 400)
        let flood = Task {
            for _ in 0..<200 {
                try await flooder.run { for _ in 0..<50 { $0.send(noise, on: FlowID(1), to: target) } }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        for number in 1...10 {
            let options = """
                OPTIONS sip:alice@127.0.0.1 SIP/2.0\r
                Via: SIP/2.0/UDP \(own.host):\(own.port);branch=z9hG4bKflood\(number);rport\r
                From: <sip:server@127.0.0.1>;tag=\(number)\r
                To: <sip:alice@127.0.0.1>\r
                Call-ID: flood\(number)\r
                CSeq: \(number) OPTIONS\r
                Max-Forwards: 70\r
                Content-Length: 0\r
                \r

                """
            try await server.run { $0.send(Array(options.utf8), on: FlowID(1), to: target) }
            let answer = await server.inputs.first(within: 5) { input in
                guard let message = input.message.flatMap({ try? Message(parsing: $0.bytes) }) else { return false }
                return message.statusCode == 200 && message.callID == "flood\(number)"
            }
            #expect(answer != nil)
            try await Task.sleep(for: .milliseconds(150))
        }
        try await flood.value
        let taken = phone.inputs.all.count { $0.message?.from.host == "127.0.0.66" }
        #expect(taken < 10_000 / 4 && taken > 0)
        try await flooder.stop()
        try await server.stop()
        await phone.stop()
    }
}
