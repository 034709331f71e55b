import Configuration
import Scenarios
import Testing
import Time

@testable import Audit

/// A program that sends without end does not fill the memory, and nothing is judged of what was not kept.
@Suite struct DroppedMessageTests {
    private func outcome(after count: Int, of octets: Int) throws -> Outcome? {
        let stage = try Stage.empty()
        defer { stage.end() }
        let message = [UInt8](repeating: UInt8(ascii: "X"), count: octets)
        stage.exchange.update { board in
            for _ in 0..<count { board.receive(message, on: board.socket, from: 9, at: .now) }
        }
        let kept = stage.exchange.messages
        #expect(kept.count <= Limits.messages && kept.count * octets <= Limits.messageOctets)
        do throws(Stop) {
            try stage.judge(.sends(.invite, within: .milliseconds(1)))
            return nil
        } catch { return error.outcome }
    }

    @Test func whatIsKeptIsBoundedAndThatIsTold() throws {
        #expect(try outcome(after: 3, of: 100) == .failed)
        #expect(try outcome(after: Limits.messages + 1, of: 100) == .cantTell)
        #expect(try outcome(after: 200, of: 60_000) == .cantTell)
    }
}
