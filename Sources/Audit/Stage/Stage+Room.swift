import CLinux
import Glibc
import Scenarios

extension Stage {
    /// Why the program could not have kept, recorded or written down what it should have: nothing more can be written where it
    /// works. nil: there is room, and a failure is its own.
    var writingObstacle: Stop? {
        let limit = clinux_file_limit()
        for number in 1...max(1, starts) {
            let name = number == 1 ? "" : "-\(number)"
            for file in ["heard\(name).wav", "transcript\(name).jsonl"] {
                let path = folder + "/" + file
                var status = stat()
                guard lstat(path, &status) == 0, UInt64(clamping: status.st_size) >= limit else { continue }
                return Self.cannotWrite(path, EFBIG)
            }
        }
        let probe = folder + "/room"
        defer { unlink(probe) }
        let octets = Int(clamping: min(UInt64(Limits.room), limit))
        guard !WholeFile.write([UInt8](repeating: 0x20, count: octets), to: probe) else { return nil }
        // A folder that is not there any more was not taken away by the disk.
        return Self.ofTheDisk.contains(errno) ? Self.cannotWrite(folder) : nil
    }

    private static let ofTheDisk = [ENOSPC, EDQUOT, EFBIG, EROFS, EIO, EMFILE, ENFILE]

    /// What a step's end says of the program: no failure is held against it where the disk is full.
    func blamed(_ stop: Stop) -> Stop {
        guard case .miss = stop else { return stop }
        return writingObstacle ?? stop
    }
}
