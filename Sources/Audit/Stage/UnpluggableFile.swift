import CLinux
import Glibc

/// A file that stands for a sound device, and that takes no further sound from one moment to the next: the program that records
/// into it gets an error, as from a card that is gone, and its other files go on.
///
/// The path leads to a file in memory whose growth is forbidden (fcntl(2), F_SEAL_GROW), which nothing takes back: the device that
/// is plugged in again is another file at the same path.
final class UnpluggableFile {
    let path: String
    private var descriptor: Int32 = -1

    init(path: String) { self.path = path }

    deinit { end() }

    /// False: the kernel gives none; errno says why.
    func plug() -> Bool {
        let file = clinux_sealable_file("voice")
        guard file >= 0 else { return false }
        end()
        descriptor = file
        return symlink("/proc/\(getpid())/fd/\(file)", path) == 0
    }

    func unplug() -> Bool { clinux_forbid_growth(descriptor) == 0 }

    func end() {
        guard descriptor >= 0 else { return }
        unlink(path)
        close(descriptor)
        descriptor = -1
    }
}
