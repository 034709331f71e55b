import AgentDesk
import Glibc
import Services
import Synchronization
import TerminalUI

/// The forms that servers describe: those of the last time are there at once, and are read again in the background, at the start and each
/// day. A form of this computer's files goes before one of a server with its name.
final class ServerForms: Sendable {
    private let file: ServerFormFile
    private let own: FormFolders
    /// One thread for each server changes what is kept.
    private let kept = Mutex<[KeptForm]>([])

    init(folder: StateFolder, own: FormFolders) {
        file = ServerFormFile(in: folder)
        self.own = own
    }

    /// Called on a thread that may wait.
    /// - Parameter tell: posts to the main loop.
    func start(_ served: [String: ServedConnector], tell: @escaping @Sendable (AppEvent) -> Void) {
        let readers = served.sorted { $0.key < $1.key }.compactMap { PublikReader($0.key, $0.value) }
        guard !readers.isEmpty else { return }
        let names = Set(served.keys)
        let known = file.read().filter { names.contains($0.connector) }
        kept.withLock { $0 = known }
        for reader in readers {
            tellForms(reader, known, tell)
            BackgroundThread.run("server-forms") { self.follow(reader, tell) }
        }
    }

    private func follow(_ reader: PublikReader, _ tell: @escaping @Sendable (AppEvent) -> Void) {
        let name = reader.name
        // Thousands of agents come in at eight: who has the forms of yesterday can wait for a moment.
        if kept.withLock({ $0.contains { $0.connector == name } }) {
            sleep(UInt32.random(in: 0...Limits.directoryJitterSeconds))
        }
        while true {
            let before = kept.withLock { $0 }
            let read = reader.read(before)
            if let read {
                kept.withLock { kept in
                    kept.removeAll { $0.connector == name }
                    kept += read
                    // What cannot be kept is read again at the next start.
                    try? file.write(kept)
                }
                tellForms(reader, read, tell)
            }
            sleep(read == nil ? Limits.formRetrySeconds : Limits.formDaySeconds)
        }
    }

    private func tellForms(_ reader: PublikReader, _ kept: [KeptForm], _ tell: (AppEvent) -> Void) {
        let files = Set(own.read().forms.map(\.id))
        let forms = reader.forms(kept).filter { !files.contains($0.id) }
        if !forms.isEmpty { tell(.formsRead(forms)) }
    }
}
