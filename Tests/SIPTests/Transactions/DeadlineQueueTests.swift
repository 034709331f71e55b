import SIP
import Testing
import Time

struct DeadlineQueueTests {
    private static let origin = Instant.now

    private static func at(_ seconds: Int) -> Instant { origin + .seconds(seconds) }

    @Test func theEarliestComesFirstWhateverTheOrderOfSetting() {
        var queue = DeadlineQueue<String>()
        for (key, seconds) in [("c", 3), ("a", 1), ("d", 4), ("b", 2)] { queue.set(key, at: Self.at(seconds), rank: 0) }
        #expect(queue.earliest == Self.at(1) && queue.count == 4 && queue.deadline(of: "c") == Self.at(3))
        #expect(queue.takeDue(at: Self.at(3)) == ["a", "b", "c"])
        #expect(queue.earliest == Self.at(4) && queue.deadline(of: "a") == nil)
        #expect(queue.takeFirst() == "d" && queue.takeFirst() == nil && queue.earliest == nil)
    }

    @Test func equalDeadlinesComeByRank() {
        var queue = DeadlineQueue<Int>()
        for key in [5, 3, 9, 1, 7] { queue.set(key, at: Self.at(1), rank: UInt64(key)) }
        #expect(queue.takeDue(at: Self.at(1)) == [1, 3, 5, 7, 9])
    }

    @Test func aDeadlineMovesBothWaysAndGoes() {
        var queue = DeadlineQueue<Int>()
        for key in 1...5 { queue.set(key, at: Self.at(key), rank: 0) }
        queue.set(5, at: Self.at(0), rank: 0)
        #expect(queue.earliest == Self.at(0))
        queue.set(5, at: Self.at(9), rank: 0)
        queue.set(2, at: nil, rank: 0)
        queue.remove(8)
        #expect(queue.takeDue(at: Self.at(10)) == [1, 3, 4, 5])
    }

    /// Against a plain list that is sorted each time.
    @Test(arguments: 1...20 as ClosedRange<UInt8>) func itAgreesWithAList(seed: UInt8) {
        var random = Randomness(seed: [seed])
        var queue = DeadlineQueue<Int>()
        var list: [Int: Int] = [:]
        for step in 0..<600 {
            let key = Int.random(in: 0..<60, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                let seconds = step + Int.random(in: 0..<20, using: &random)
                queue.set(key, at: Self.at(seconds), rank: UInt64(key))
                list[key] = seconds
            case 6..<8:
                queue.remove(key)
                list[key] = nil
            case _:
                let due = list.filter { $0.value <= step }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
                #expect(queue.takeDue(at: Self.at(step)) == due)
                for key in due { list[key] = nil }
            }
            #expect(queue.count == list.count && queue.earliest == list.values.min().map(Self.at))
        }
        #expect(Set(queue.keys) == Set(list.keys))
    }
}
