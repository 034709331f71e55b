import CallEngine
import Testing

@testable import Transport

@Suite struct FlowQueueTests {
    @Test func theOldestComesFirstWhoeverLeaves() {
        var queue = FlowQueue()
        for number in [3, 1, 2] { queue.append(FlowID(number)) }
        #expect(queue.first == FlowID(3))
        queue.remove(FlowID(3))
        #expect(queue.first == FlowID(1))
        queue.append(FlowID(3))
        queue.append(FlowID(3))
        #expect(queue.all == [FlowID(1), FlowID(2), FlowID(3)])
        queue.remove(FlowID(99))
        for number in [1, 2, 3] { queue.remove(FlowID(number)) }
        #expect(queue.isEmpty && queue.first == nil && queue.all.isEmpty)
    }

    @Test func manyMayComeAndGo() {
        var queue = FlowQueue()
        for number in 0..<20_000 {
            queue.append(FlowID(number))
            if number >= 100 { queue.remove(FlowID(number - 100)) }
        }
        #expect(queue.count == 100 && queue.first == FlowID(19_900))
        #expect(queue.all == (19_900..<20_000).map { FlowID($0) })
    }
}
