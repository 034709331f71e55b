import AgentDesk
import Announcements
import Configuration
import Services
import TerminalUI

/// The store of calls and notes: asked on the disk's thread, answered by letter.
extension Softphone {
    /// At the start, which does not wait for it.
    func readDesk() {
        let (mailbox, keeping) = (mailbox, keeping)
        let moment = Self.wallSeconds()
        _ = disk.run {
            let earlier = keeping.earlier(at: moment)
            mailbox.post(
                .desk(.deskRead(calls: earlier.calls, notes: earlier.notes, warning: earlier.warning)))
        }
    }

    func keepDesk(_ effect: Effect) {
        var keeping = keeping
        keeping.language = state.settings.language == .french ? .french : .english
        keepDesk(effect, keeping)
    }

    private func keepDesk(_ effect: Effect, _ keeping: Keeping) {
        let mailbox = mailbox
        switch effect {
        case .beginCall(let call): _ = disk.run { _ = keeping.begin(call) }
        case .searchCalls(let text):
            _ = disk.run {
                guard let found = keeping.found(text) else { return }
                mailbox.post(.desk(.callsFound(text, found.calls, count: found.count)))
            }
        case .readNotes(let call):
            _ = disk.run { mailbox.post(.desk(.notesRead(of: call, keeping.notes(of: call)))) }
        case .exportCalls:
            answer(.export) { keeping.export().map { .exported($0) } }
        case .erase(let person):
            let outbox = outbox
            answer(.erasure) {
                keeping.erase(person) { calls in outbox.run { $0.erase(person, calls: calls) } }
                    .map { .erased(person, $0) }
            }
        default: return
        }
    }

    /// What came of it, or why nothing did.
    private func answer(_ kept: Kept, _ work: @escaping @Sendable () -> Result<AppEvent, StoreObstacle>) {
        let mailbox = mailbox
        let isTaken = disk.run {
            switch work() {
            case .success(let event): mailbox.post(.desk(event))
            case .failure(let obstacle): mailbox.post(.kept(kept, problem: obstacle.words))
            }
        }
        if !isTaken {
            let words = Bilingual("le disque est trop lent ; recommencez", "the disk is too slow; try again")
            mailbox.post(.kept(kept, problem: words[options.speaks(settings)]))
        }
    }
}

/// Why the store gave nothing, in words.
struct StoreObstacle: Error, Sendable {
    var words: String
}
