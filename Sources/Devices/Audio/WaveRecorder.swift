import Glibc

/// A WAVE file being written: 48 kHz, stereo, 16 bits. Its header tells the truth twice a second and at the end, so
/// that the file can be read while it grows and after a crash.
final class WaveRecorder {
    private let descriptor: Int32
    private var dataBytes = 0
    private var patchedBytes = 0

    /// Creates or empties the file. Throws the error number.
    init(path: String) throws(ALSAError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ALSAError(code: -errno) }
        let header = Self.header(dataBytes: 0)
        guard Glibc.write(descriptor, header, header.count) == header.count else {
            let code = -errno
            close(descriptor)
            throw ALSAError(code: code)
        }
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
        let header = Self.header(dataBytes: dataBytes)
        _ = pwrite(descriptor, header, header.count, 0)
        patchedBytes = dataBytes
    }

    private static func header(dataBytes: Int) -> [UInt8] {
        let data = UInt32(clamping: min(dataBytes, Int(UInt32.max) - 36))
        func four(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        return Array("RIFF".utf8) + four(data + 36) + Array("WAVEfmt ".utf8) + four(16) + [1, 0, 2, 0] + four(48_000)
            + four(192_000) + [4, 0, 16, 0] + Array("data".utf8) + four(data)
    }
}
