import Synchronization

/// A truth that real-time code reads without reference counting. Its owner deallocates it, after every reader.
struct SharedFlag: @unchecked Sendable, BitwiseCopyable {
    private let word: UnsafeMutablePointer<Atomic<Bool>>

    init() {
        word = .allocate(capacity: 1)
        word.initialize(to: Atomic(false))
    }

    func deallocate() {
        word.deinitialize(count: 1)
        word.deallocate()
    }

    @_noLocks func load() -> Bool { word.pointee.load(ordering: .relaxed) }

    func store(_ value: Bool) { word.pointee.store(value, ordering: .relaxed) }
}
