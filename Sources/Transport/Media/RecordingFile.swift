import CLinux
import Glibc
import Media

/// A recording's file as it grows. What a WAVE file's header says is true twice a second, and an Opus file grows by whole
/// pages: a crash costs no more than half a second.
final class RecordingFile {
    private let descriptor: Int32
    private let content: any RecordingContent
    private var headerOctets = 0
    private var octets = 0
    private var framesSinceHeader = 0

    /// Makes a file that is not there yet, its owner's alone; in a folder (a path that ends with "/"), which is made where
    /// need be, one named by the time. nil where that cannot be done.
    /// - Parameter format: of a file in a folder; another's is what its name says.
    init?(path: String, format: RecordingFormat) {
        let format = path.hasSuffix("/") ? format : RecordingFormat(path: path)
        let made: (any RecordingContent)?
        switch format {
        case .wav: made = try? WaveContent()
        case .opus: made = try? OpusContent()
        }
        guard let made, let opened = Self.make(path, format) else { return nil }
        descriptor = opened
        content = made
        guard writeHeader() else { return nil }
    }

    deinit { Glibc.close(descriptor) }

    /// Appends interleaved samples at 48 kHz. False where the disk is nearly full or gone, or the file as long as it may be.
    func write(_ stereo: [Int16]) -> Bool {
        guard append(content.append(stereo)) else { return false }
        framesSinceHeader += stereo.count / 2
        guard framesSinceHeader >= 24_000 else { return true }
        return hasRoom && writeHeader()
    }

    /// The last word.
    func close() -> Bool { append(content.finish()) && writeHeader() }

    private func append(_ more: [UInt8]) -> Bool {
        guard octets + more.count <= Limits.recordingOctets else { return false }
        guard more.withUnsafeBytes({ Self.write($0, to: descriptor, at: headerOctets + octets) }) else { return false }
        octets += more.count
        return true
    }

    /// Whether the disk keeps enough for everything else.
    private var hasRoom: Bool {
        var disk = statvfs()
        guard fstatvfs(descriptor, &disk) == 0 else { return false }
        let free = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        return free.overflow || free.partialValue >= Limits.recordingFreeOctets
    }

    private func writeHeader() -> Bool {
        framesSinceHeader = 0
        guard let header = content.header(after: octets) else { return true }
        headerOctets = header.count
        return header.withUnsafeBytes { Self.write($0, to: descriptor, at: 0) }
    }

    private static func write(_ octets: UnsafeRawBufferPointer, to descriptor: Int32, at place: Int) -> Bool {
        var done = 0
        while done < octets.count {
            let part = UnsafeRawBufferPointer(rebasing: octets[done...])
            let count = pwrite(descriptor, part.baseAddress, part.count, off_t(place + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private static func make(_ path: String, _ format: RecordingFormat) -> Int32? {
        guard path.hasSuffix("/") else { return create(path) }
        makeFolders(path)
        let name = timeName()
        for number in 1...Limits.recordingsASecond {
            if let opened = create("\(path)\(name)\(number == 1 ? "" : "-\(number)").\(format.rawValue)") {
                return opened
            }
            guard errno == EEXIST else { return nil }
        }
        return nil
    }

    private static func makeFolders(_ path: String) {
        for slash in path.indices.dropFirst() where path[slash] == "/" { mkdir(String(path[..<slash]), 0o700) }
    }

    private static func create(_ path: String) -> Int32? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        // Against a headset that is told to play into it.
        _ = clinux_lock_file(descriptor)
        return descriptor
    }

    /// "2026-03-31-142530", local time.
    private static func timeName() -> String {
        var now = time(nil)
        var parts = tm()
        guard localtime_r(&now, &parts) != nil else { return "\(now)" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1_900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))-"
            + two(parts.tm_hour) + two(parts.tm_min) + two(parts.tm_sec)
    }
}
