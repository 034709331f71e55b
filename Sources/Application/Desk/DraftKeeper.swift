import AgentDesk
import Services
import Synchronization

/// Keeps the newest drafts of forms on disk: of those that come while it writes the last alone matters.
final class DraftKeeper: Sendable {
    private let file: DraftFile
    private let newest = Mutex<[FormDraft]?>(nil)

    init(_ file: DraftFile) { self.file = file }

    /// - Returns: whether a write must be asked for: none is yet.
    func take(_ drafts: [FormDraft]) -> Bool {
        newest.withLock { waiting in
            defer { waiting = drafts }
            return waiting == nil
        }
    }

    /// Writes what came last. What cannot be written now is, with the next key.
    func write() {
        let drafts = newest.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        if let drafts { try? file.write(drafts) }
    }
}
