import Glibc
import Synchronization
import Testing

@testable import Transport

@Suite struct MediaThreadTests {
    /// Where the kernel allows a real-time thread, what it starts is none: a recording must not hold up the sound.
    @Test func whatARealtimeThreadStartsIsOrdinary() throws {
        let policies = Mutex<[Int32]>([])
        let outer = try #require(
            MediaThread.start(named: "outer", isRealtime: true) {
                let inner = MediaThread.start(named: "inner") { policies.withLock { $0.append(policy()) } }
                if let inner { pthread_join(inner, nil) }
            })
        pthread_join(outer, nil)
        #expect(policies.withLock { $0 } == [SCHED_OTHER])
    }

    @Test func aRealtimeThreadIsRunWhereTheKernelRefusesIt() throws {
        let ran = Atomic<Bool>(false)
        let thread = try #require(
            MediaThread.start(named: "urgent", isRealtime: true) { ran.store(true, ordering: .releasing) })
        pthread_join(thread, nil)
        let hasRun = ran.load(ordering: .acquiring)
        #expect(hasRun)
    }
}

private func policy() -> Int32 {
    var policy: Int32 = -1
    var parameter = sched_param()
    pthread_getschedparam(pthread_self(), &policy, &parameter)
    return policy
}
