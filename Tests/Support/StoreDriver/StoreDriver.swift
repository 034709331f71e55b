import AgentDesk
import CallEngine
import Configuration
import Glibc
import Services

/// The store alone: `StoreDriver STORE FIRST`. It keeps calls with a note each, one after the other, from the number FIRST on, until it is
/// killed; each is confirmed on the standard output once the store has taken it: `begun N`, `kept N`, `noted N`.
/// Tests/Interop/test_store.py kills it.
@main
struct StoreDriver {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let first = Int(arguments[2]) else {
            say("StoreDriver STORE FIRST")
            exit(2)
        }
        do throws(StateProblem) {
            let store = try Store(path: arguments[1], mends: false)
            for number in first..<1_000_000 {
                let party = Party(
                    name: "Élodie \(number)", number: "0476\(100_000 + number)",
                    address: "sip:0476\(100_000 + number)@b.example")
                var call = PastCall(
                    id: "k-\(number)", party: party, isIncoming: true, cause: nil, begunAt: number, seconds: nil)
                try store.begin(call)
                say("begun \(number)")
                call.cause = .endedByPeer
                call.seconds = 7
                call.endedAt = number + 9
                try store.keep(call)
                say("kept \(number)")
                try store.keep(Note(text: "Un chêne, noté \(number)", party: party, at: number, call: call.id))
                say("noted \(number)")
            }
        } catch {
            say("problem \(error.words.english)")
            exit(1)
        }
    }

    /// At once, by one write: a killed process has said it whole or not at all.
    private static func say(_ words: String) {
        let octets = Array((words + "\n").utf8)
        _ = write(1, octets, octets.count)
    }
}
