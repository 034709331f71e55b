import CLinux
import CallEngine
import Configuration
import Control
import Glibc
import Time

/// The control socket of the running softphone: mode 0600, served from the main loop, a session a connection.
final class ControlServer {
    private let path: String
    private let listener: Int32
    private var connections: [LineConnection] = []
    private var overview: EngineOverview
    private var accepted = 0

    /// Listens at the socket's place; a socket that nobody answers on is replaced.
    /// - Throws: where another softphone listens there already, or the folder cannot be used.
    init?(
        folder: String?, accounts: [AccountSettings], startedAt: Instant, _ language: SettingLanguage
    ) throws(ProgramProblem) {
        guard let path = ControlSocket.path(folder: folder) else { return nil }
        self.path = path
        overview = EngineOverview(accounts: accounts, startedAt: startedAt)
        mkdir(String(path.dropLast("/control.sock".count)), 0o700)
        try Self.refuseSecond(folder: folder, language)
        unlink(path)
        listener = ControlSocket.open()
        let before = umask(0o177)
        let bound = ControlSocket.withAddress(path) { bind(listener, $0, $1) }
        umask(before)
        guard listener >= 0, bound == 0, listen(listener, 8) == 0 else {
            let words = String(cString: strerror(errno))
            close(listener)
            throw ProgramProblem(
                Bilingual(
                    "\(path) : \(words). Vérifiez les droits du dossier, ou changez XDG_RUNTIME_DIR.",
                    "\(path): \(words). Check the folder's permissions, or change XDG_RUNTIME_DIR.")[language])
        }
        _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK)
    }

    /// - Throws: where another softphone listens at the socket's place.
    static func refuseSecond(
        folder: String?, _ language: @autoclosure () -> SettingLanguage
    ) throws(ProgramProblem) {
        guard let path = ControlSocket.served(folder: folder) else { return }
        throw ProgramProblem(
            Bilingual(
                "Un autre Clairvoix tourne déjà (\(path)). Quittez-le d'abord : clairvoix ctl engine.shutdown",
                "Another Clairvoix runs already (\(path)). Quit it first: clairvoix ctl engine.shutdown")[
                    language()])
    }

    /// What the main loop waits for.
    var descriptors: [pollfd] {
        [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)] + connections.flatMap(\.descriptors)
    }

    /// Accepts, reads and answers, without waiting.
    /// - Parameters:
    ///   - sound: what is asked of this computer's sound.
    ///   - propose: puts a link to call before the agent.
    /// - Returns: the commands for the engine.
    func serve(
        at now: Instant, sound: (SoundRequest) -> SoundAnswer, propose: (String) -> ProposalAnswer
    ) -> [EngineCommand] {
        acceptAll()
        var commands: [EngineCommand] = []
        for index in connections.indices {
            commands += connections[index].serve(at: now, sound: sound, propose: propose)
        }
        dropClosed()
        return commands
    }

    /// Tells every session an event of the engine.
    func tell(_ event: EngineEvent, at now: Instant) {
        overview.receive(event)
        for index in connections.indices { connections[index].tell(event, at: now) }
        dropClosed()
    }

    /// Writes a line to every session.
    func write(_ line: String) {
        for index in connections.indices { connections[index].write(line) }
        dropClosed()
    }

    func stop() {
        for connection in connections { close(connection.input) }
        connections = []
        close(listener)
        unlink(path)
    }

    private func acceptAll() {
        while true {
            let made = accept(listener, nil, nil)
            guard made >= 0 else { return }
            guard connections.count < Limits.controlConnections else {
                close(made)
                continue
            }
            _ = fcntl(made, F_SETFD, FD_CLOEXEC)
            accepted += 1
            let session = ControlSession(overview: overview, firstToken: (accepted % 1_000 + 1) * 1_000_000)
            connections.append(LineConnection(input: made, output: made, session: session))
        }
    }

    private func dropClosed() {
        for connection in connections where connection.isClosed { close(connection.input) }
        connections.removeAll(where: \.isClosed)
    }
}
