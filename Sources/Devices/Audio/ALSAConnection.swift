import Synchronization

/// The opening of an ALSA device beside the thread that needs it: opening may block (a sound server that starts, or
/// is stuck), and the sound's clock must go on.
final class ALSAConnection: @unchecked Sendable {
    private enum Phase {
        case idle, opening, ready
        case failed(String)
    }

    private let name: String
    private let direction: ALSAStream.Direction
    private let phase = Mutex<Phase>(.idle)
    /// Written by the opener before `phase` says ready, taken by the device's thread after.
    private var opened: ALSAStream?

    init(name: String, direction: ALSAStream.Direction) {
        self.name = name
        self.direction = direction
    }

    /// Begins to open, unless that is under way.
    func open() {
        let begins = phase.withLock { phase in
            guard case .idle = phase else { return false }
            phase = .opening
            return true
        }
        guard begins else { return }
        DeviceThread(name: "sound-open") { [self] in
            do throws(ALSAError) {
                opened = try ALSAStream(name: name, direction: direction)
                phase.withLock { $0 = .ready }
            } catch {
                let reason = error.reason
                phase.withLock { $0 = .failed(reason) }
            }
        }.detach()
    }

    enum Answer {
        case nothing, ready
        case failed(String)
    }

    /// What the opening came to, told once. `take` then gives the stream.
    func answer() -> Answer {
        phase.withLock { phase in
            switch phase {
            case .idle, .opening: return .nothing
            case .ready:
                phase = .idle
                return .ready
            case .failed(let reason):
                phase = .idle
                return .failed(reason)
            }
        }
    }

    func take() -> ALSAStream? {
        var stream: ALSAStream?
        swap(&stream, &opened)
        return stream
    }
}
