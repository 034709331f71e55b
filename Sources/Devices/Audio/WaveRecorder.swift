import CLinux
import Glibc
import Media
import Synchronization

/// A WAVE file being written: 48 kHz, stereo, 16 bits. Its header tells the truth twice a second and at the end, so
/// that the file can be read while it grows and after a crash.
final class WaveRecorder {
    /// A file on its file system.
    private struct FileID: Hashable {
        var device: dev_t
        var number: ino_t
    }

    /// What was begun in this run, the latest last: whoever comes back to it goes on behind what is there.
    private static let begun = Mutex<[FileID]>([])

    private let descriptor: Int32
    private let id: FileID
    private var dataBytes = 0
    private var patchedBytes = 0

    /// Creates the file, or empties one that was a WAVE file before this run: what this run wrote is kept, and written on,
    /// and what is anything else is never written over (EEXIST), nor what is being recorded into (EBUSY). Throws the error
    /// number.
    init(path: String) throws(ALSAError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ALSAError(code: -errno) }
        do throws(ALSAError) { (id, dataBytes) = try Self.begin(descriptor) } catch {
            close(descriptor)
            throw error
        }
        patchedBytes = dataBytes
    }

    /// Stands where the next sound goes.
    /// - Returns: the file, and the octets of sound before that place.
    private static func begin(_ descriptor: Int32) throws(ALSAError) -> (FileID, Int) {
        guard clinux_lock_file(descriptor) == 0 else { throw ALSAError(code: -EBUSY) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, isReplaceable(descriptor, status) else {
            throw ALSAError(code: -EEXIST)
        }
        let id = FileID(device: status.st_dev, number: status.st_ino)
        return try begun.withLock { begun throws(ALSAError) in
            let kept = (Int(status.st_size) - WaveFile.headerOctets) / 4 * 4
            if begun.contains(id), kept > 0, isOurs(descriptor) {
                // Half a frame that a full disk left is written over.
                guard lseek(descriptor, off_t(WaveFile.headerOctets + kept), SEEK_SET) >= 0 else {
                    throw ALSAError(code: -errno)
                }
                return (id, kept)
            }
            let header = header(after: 0)
            guard ftruncate(descriptor, 0) == 0, Glibc.write(descriptor, header, header.count) == header.count else {
                throw ALSAError(code: -errno)
            }
            note(id, in: &begun)
            return (id, 0)
        }
    }

    private static func note(_ id: FileID, in begun: inout [FileID]) {
        begun.removeAll { $0 == id }
        begun.append(id)
        if begun.count > Limits.writtenFiles { begun.removeFirst() }
    }

    private static func isReplaceable(_ descriptor: Int32, _ status: stat) -> Bool {
        guard status.st_mode & S_IFMT == S_IFREG else { return false }
        var name = [UInt8](repeating: 0, count: 4)
        return status.st_size == 0 || pread(descriptor, &name, 4, 0) == 4 && name.elementsEqual("RIFF".utf8)
    }

    /// Whether the file's header is one of ours, lengths aside: another may have been put in its place.
    private static func isOurs(_ descriptor: Int32) -> Bool {
        let wanted = header(after: 0)
        var found = [UInt8](repeating: 0, count: wanted.count)
        guard pread(descriptor, &found, found.count, 0) == found.count else { return false }
        return wanted.indices.allSatisfy { (4..<8).contains($0) || (40..<44).contains($0) || found[$0] == wanted[$0] }
    }

    deinit {
        if dataBytes != patchedBytes { patch() }
        // However many were begun while it was written: it is the latest now.
        Self.begun.withLock { Self.note(id, in: &$0) }
        close(descriptor)
    }

    /// Appends interleaved stereo.
    func write(_ stereo: UnsafePointer<Int16>, frames: Int) throws(ALSAError) {
        let written = Glibc.write(descriptor, stereo, frames * 4)
        guard written >= 0 else { throw ALSAError(code: -errno) }
        dataBytes += written / 4 * 4
        // A disk takes less than it is given where it is full.
        guard written == frames * 4 else { throw ALSAError(code: -ENOSPC) }
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
