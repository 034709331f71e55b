import Glibc
import Media

/// A WAVE file being written: 48 kHz, stereo, 16 bits. Its header tells the truth twice a second and at the end, so
/// that the file can be read while it grows and after a crash.
final class WaveRecorder {
    private let descriptor: Int32
    private var dataBytes = 0
    private var patchedBytes = 0

    /// Creates the file, or empties one that was a WAVE file: what is anything else is never written over (EEXIST). Throws
    /// the error number.
    init(path: String) throws(ALSAError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ALSAError(code: -errno) }
        guard Self.isReplaceable(descriptor), ftruncate(descriptor, 0) == 0 else {
            close(descriptor)
            throw ALSAError(code: -EEXIST)
        }
        let header = Self.header(after: 0)
        guard Glibc.write(descriptor, header, header.count) == header.count else {
            let code = -errno
            close(descriptor)
            throw ALSAError(code: code)
        }
    }

    private static func isReplaceable(_ descriptor: Int32) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        var name = [UInt8](repeating: 0, count: 4)
        return status.st_size == 0 || pread(descriptor, &name, 4, 0) == 4 && name.elementsEqual("RIFF".utf8)
    }

    deinit {
        patch()
        close(descriptor)
    }

    /// Appends interleaved stereo.
    func write(_ stereo: UnsafePointer<Int16>, frames: Int) throws(ALSAError) {
        let written = Glibc.write(descriptor, stereo, frames * 4)
        guard written >= 0 else { throw ALSAError(code: -errno) }
        dataBytes += written
        if dataBytes - patchedBytes >= 96_000 { patch() }
    }

    private func patch() {
        let header = Self.header(after: dataBytes)
        _ = pwrite(descriptor, header, header.count, 0)
        patchedBytes = dataBytes
    }

    private static func header(after octets: Int) -> [UInt8] {
        WaveFile.header(sampleRate: 48_000, channels: 2, soundOctets: octets)
    }
}
