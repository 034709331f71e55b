import AgentDesk
import Configuration
import Services
import TerminalUI

/// Calls and notes, in the store: on the disk's thread alone.
extension Keeping {
    /// What is kept of earlier runs.
    struct Earlier: Sendable {
        var calls: [PastCall] = []
        var notes: [Note] = []
        /// What the agent must know of the place where it is kept.
        var warning: String?
    }

    /// - Returns: nil where it was done; else why not, in words.
    func inStore(_ work: (Store) throws(StateProblem) -> Void) -> String? {
        do throws(StateProblem) {
            try work(store.opened())
            return nil
        } catch { return error.words[language] }
    }

    func begin(_ call: PastCall) -> String? { inStore { store throws(StateProblem) in try store.begin(call) } }

    /// Where the call cannot be kept with its notes, that is told.
    func call(_ call: PastCall) -> String? {
        inStore { opened throws(StateProblem) in
            try opened.keep(call)
            try store.forgetOld(at: call.endedAt)
        }
    }

    /// - Parameter moment: now.
    func earlier(at moment: WallSeconds) -> Earlier {
        var earlier = Earlier()
        let problem = inStore { store throws(StateProblem) in
            // Told before anything else can fail.
            earlier.warning = store.setAside.map { Self.setAside($0, store.saved)[language] }
            try self.store.forgetOld(at: moment)
            earlier.calls = try store.calls(most: TerminalUI.Limits.pastCalls).calls.reversed()
            earlier.notes = try store.notes(most: TerminalUI.Limits.notes)
        }
        if let problem { earlier.warning = problem }
        return earlier
    }

    private static func setAside(_ place: String, _ saved: SavedRecords?) -> Bilingual {
        let records = saved?.words ?? Bilingual("", "")
        return Bilingual(
            "L'historique était abîmé. Un nouveau commence\(records.french) ; l'ancien est dans \(place)",
            "The history was damaged. A new one begins\(records.english); the old one is in \(place)")
    }

    func found(_ text: String) -> FoundCalls? {
        var found: FoundCalls?
        _ = inStore { store throws(StateProblem) in
            found = try store.calls(matching: text, most: TerminalUI.Limits.foundCalls)
        }
        return found
    }

    func notes(of call: String) -> [Note] {
        var notes: [Note] = []
        _ = inStore { store throws(StateProblem) in notes = try store.notes(of: call) }
        return notes
    }

    /// - Parameter done: told the keys of the person's calls, whatever came of it.
    func erase(
        _ person: DeskPerson, done: (Set<String>) -> Void = { _ in }
    ) -> Result<DeskErasure, StoreObstacle> {
        result { store throws(StateProblem) in
            let calls = try store.keys(of: person)
            // It may fail behind the point where the rows are gone.
            defer { done(calls) }
            return try store.erase(person)
        }
    }

    /// - Returns: the files' name without its end.
    func export() -> Result<String, StoreObstacle> {
        result { store throws(StateProblem) in try store.export(into: folder) }
    }

    private func result<Value>(_ work: (Store) throws(StateProblem) -> Value) -> Result<Value, StoreObstacle> {
        do throws(StateProblem) { return .success(try work(store.opened())) } catch {
            return .failure(StoreObstacle(words: error.words[language]))
        }
    }
}
