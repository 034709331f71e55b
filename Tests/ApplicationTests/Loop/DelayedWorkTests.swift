#if FAULTS
    import Foundation
    import Synchronization
    import Testing
    import Time

    @testable import Application

    @Suite struct DelayedWorkTests {
        @Test func itComesLateInItsOrder() {
            let delayed = DelayedWork(by: .milliseconds(200))
            let found = Mutex<[Int]>([])
            let done = DispatchSemaphore(value: 0)
            let started = Instant.now
            for number in 0..<50 {
                delayed.add {
                    found.withLock { $0.append(number) }
                    if number == 49 { done.signal() }
                }
            }
            #expect(done.wait(timeout: .now() + .seconds(20)) == .success)
            #expect(started.duration(to: .now) >= .milliseconds(200))
            #expect(found.withLock { $0 } == Array(0..<50))
        }
    }
#endif
