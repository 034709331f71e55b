import Glibc
import Media

/// A WAVE file that grows: stereo, 16 bits. Its header tells the truth twice a second, so that a crash costs no more.
final class RecordingFile {
    private let descriptor: Int32
    private let sampleRate: Int
    private var octets = 0
    private var octetsInHeader = 0

    /// Makes a file that is not there yet, its owner's alone; in a folder (a path that ends with "/"), which is made where
    /// need be, one named by the time. nil where that cannot be done.
    init?(path: String, sampleRate: Int) {
        guard let opened = Self.make(path) else { return nil }
        descriptor = opened
        self.sampleRate = sampleRate
        guard writeHeader() else { return nil }
    }

    deinit { Glibc.close(descriptor) }

    /// Appends interleaved samples. False where the disk is nearly full or gone, or the file as long as it may be.
    func write(_ stereo: [Int16]) -> Bool {
        guard octets + stereo.count * 2 <= Limits.recordingOctets else { return false }
        let isWritten = stereo.withUnsafeBytes { Self.write($0, to: descriptor, at: WaveFile.headerOctets + octets) }
        guard isWritten else { return false }
        octets += stereo.count * 2
        guard octets - octetsInHeader >= sampleRate * 2 else { return true }
        return hasRoom && writeHeader()
    }

    /// Whether the disk keeps enough for everything else.
    private var hasRoom: Bool {
        var disk = statvfs()
        guard fstatvfs(descriptor, &disk) == 0 else { return false }
        let free = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        return free.overflow || free.partialValue >= Limits.recordingFreeOctets
    }

    /// The last word of the header.
    func close() -> Bool { writeHeader() }

    private func writeHeader() -> Bool {
        octetsInHeader = octets
        return WaveFile.header(sampleRate: sampleRate, channels: 2, soundOctets: octets)
            .withUnsafeBytes { Self.write($0, to: descriptor, at: 0) }
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

    private static func make(_ path: String) -> Int32? {
        guard path.hasSuffix("/") else { return create(path) }
        makeFolders(path)
        let name = timeName()
        for number in 1...Limits.recordingsASecond {
            if let opened = create("\(path)\(name)\(number == 1 ? "" : "-\(number)").wav") { return opened }
            guard errno == EEXIST else { return nil }
        }
        return nil
    }

    private static func makeFolders(_ path: String) {
        for slash in path.indices.dropFirst() where path[slash] == "/" { mkdir(String(path[..<slash]), 0o700) }
    }

    private static func create(_ path: String) -> Int32? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        return descriptor >= 0 ? descriptor : nil
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
