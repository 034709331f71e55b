import Testing
import Time

@testable import Audit

@Suite struct NetworkConditionsTests {
    private func fates(_ conditions: NetworkConditions, count: Int = 1_000) -> [[Duration]] {
        var path = NetworkPath(seed: "test")
        let start = Instant.now
        return (0..<count).map { place in
            let now = start + .milliseconds(20 * place)
            return path.arrivals(conditions, at: now).map { $0 - now }
        }
    }

    @Test func aNetworkWithoutFaultsHandsOnAtOnce() {
        #expect(fates(NetworkConditions()).allSatisfy { $0 == [.zero] })
    }

    @Test func sharesOfPacketsAreLostAndDoubled() {
        var conditions = NetworkConditions()
        conditions.loss = 0.05
        conditions.duplication = 0.1
        let lost = fates(conditions).filter(\.isEmpty).count
        let doubled = fates(conditions).filter { $0.count == 2 }.count
        #expect((30...70).contains(lost))
        #expect((60...130).contains(doubled))
        #expect(fates(conditions) == fates(conditions))
    }

    @Test func packetsAreLateAndStayInOrder() {
        var conditions = NetworkConditions()
        conditions.delay = .milliseconds(150)
        conditions.jitter = .milliseconds(60)
        let late = fates(conditions).flatMap { $0 }
        #expect(late.allSatisfy { $0 >= .milliseconds(150) && $0 <= .milliseconds(210) })
        #expect(Set(late).count > 500)
    }

    @Test func aCutEndsByItself() {
        var conditions = NetworkConditions()
        let start = Instant.now
        conditions.isDown = true
        #expect(conditions.isDown(at: start))
        conditions.returnsAt = start + .seconds(5)
        #expect(conditions.isDown(at: start + .seconds(4)))
        #expect(!conditions.isDown(at: start + .seconds(5)))
    }

    @Test func aQueueGivesWhatIsDueInOrder() {
        var queue = DeliveryQueue<Int>(most: 3)
        let start = Instant.now
        queue.add(2, due: start + .seconds(2))
        queue.add(1, due: start + .seconds(1))
        queue.add(3, due: start + .seconds(2))
        queue.add(4, due: start)
        #expect(queue.nextDue == start + .seconds(1))
        #expect(queue.takeDue(at: start + .seconds(1)) == [1])
        #expect(queue.takeDue(at: start + .seconds(9)) == [2, 3])
        #expect(queue.nextDue == nil)
    }
}
