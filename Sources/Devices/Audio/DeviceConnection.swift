import Glibc
import Synchronization

/// The opening of a device beside the thread that needs it: opening may block (a sound server that starts, or is stuck; a
/// disk that is slow; ten minutes of a file to read), and the sound's clock must go on.
final class DeviceConnection: @unchecked Sendable {
    private enum Phase {
        case idle, opening, ready
        case failed(String)
    }

    /// Openings of all devices that have not come to an end.
    private static let underWay = Atomic<Int>(0)

    private let device: DeviceURI
    private let isInput: Bool
    private let phase = Mutex<Phase>(.idle)
    /// Written by the opener before `phase` says ready, taken by the device's thread after.
    private var stream: ALSAStream?
    private var plain: FoundDevice.Opened?

    init(_ device: DeviceURI, isInput: Bool) {
        self.device = device
        self.isInput = isInput
    }

    /// Begins to open, unless that is under way.
    /// - Parameter limit: openings of all devices at one time; what cannot be stuck is none.
    func open(limit: Int = Limits.openings) {
        let begins = phase.withLock { phase in
            guard case .idle = phase else { return false }
            phase = .opening
            return true
        }
        guard begins else { return }
        guard mayBlock else {
            // No file is read and no card asked: nothing to fail.
            plain = isInput ? (try? MicrophoneSource(device)).map { .sound($0) } ?? .nobody : .nobody
            return phase.withLock { $0 = .ready }
        }
        let count = Self.underWay.wrappingAdd(1, ordering: .relaxed).newValue
        guard count <= limit else { return fail(ALSAError(code: -EAGAIN)) }
        let thread = DeviceThread(name: "sound-open") { [self] in
            do throws(ALSAError) {
                try openNow()
                end(.ready)
            } catch {
                fail(error)
            }
        }
        guard thread.isRunning else { return fail(ALSAError(code: -EAGAIN)) }
        thread.detach()
    }

    private var mayBlock: Bool {
        switch device {
        case .alsa, .wave: true
        case .tone, .burst, .silence, .null: false
        }
    }

    private func fail(_ error: ALSAError) { end(.failed(error.reason)) }

    private func end(_ outcome: Phase) {
        phase.withLock { $0 = outcome }
        _ = Self.underWay.wrappingSubtract(1, ordering: .relaxed)
    }

    private func openNow() throws(ALSAError) {
        switch device {
        case .alsa(let name): stream = try ALSAStream(name: name, direction: isInput ? .capture : .playback)
        case .wave(let path) where !isInput: plain = .file(try WaveRecorder(path: path))
        case .wave: plain = .sound(try MicrophoneSource(device))
        case .tone, .burst, .silence, .null: return
        }
    }

    enum Answer {
        case nothing
        case ready(FoundDevice.Opened)
        case failed(String)
    }

    /// What the opening came to, told once. A card's stream is then to `take`.
    func answer() -> Answer {
        phase.withLock { phase in
            switch phase {
            case .idle, .opening: return .nothing
            case .ready:
                phase = .idle
                defer { plain = nil }
                return .ready(plain ?? .card(self))
            case .failed(let reason):
                phase = .idle
                return .failed(reason)
            }
        }
    }

    func take() -> ALSAStream? {
        var taken: ALSAStream?
        swap(&taken, &stream)
        return taken
    }
}
