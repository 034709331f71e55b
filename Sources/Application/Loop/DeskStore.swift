import AgentDesk
import Configuration
import Services
import Synchronization

/// The store of this run, opened by whoever first needs it: beside the main loop.
final class DeskStore: Sendable {
    private let store = Mutex<Store?>(nil)
    private let folder: StateFolder
    private let name: String
    private let run: String
    private let keepDays: Int?
    /// The day when what is too old was taken out last.
    private let forgottenOn = Mutex(-1)

    /// - Parameter keepDays: calls and notes older than that are taken out; nil: never.
    init(_ folder: StateFolder, _ name: String, run: String, keepDays: Int?) {
        self.folder = folder
        self.name = name
        self.run = run
        self.keepDays = keepDays
    }

    /// Where it could not be opened it is tried again the next time: the disk may have room by then.
    func opened() throws(StateProblem) -> Store {
        try store.withLock { store throws(StateProblem) in
            if let store { return store }
            let opened = try folder.store(name)
            try opened.importJournals()
            try opened.endInterruptedCalls(exceptOf: run)
            store = opened
            return opened
        }
    }

    /// Takes out what is too old, once a day.
    func forgetOld(at moment: WallSeconds) throws(StateProblem) {
        guard let keepDays else { return }
        let today = moment / 86_400
        let isDone = forgottenOn.withLock { day in
            defer { day = today }
            return day == today
        }
        if !isDone { try opened().forget(before: moment - keepDays * 86_400) }
    }

    /// Its log is written into it.
    func close() { store.withLock { $0?.close() } }
}
