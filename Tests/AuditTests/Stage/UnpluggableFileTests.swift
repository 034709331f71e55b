import Foundation
import Glibc
import Testing

@testable import Audit

@Suite struct UnpluggableFileTests {
    @Test func itTakesSoundUntilItIsUnpluggedAndAgainFromThen() throws {
        let path = NSTemporaryDirectory() + "voice-\(UUID().uuidString).wav"
        let file = UnpluggableFile(path: path)
        #expect(file.plug())
        let first = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(first) }
        #expect(write(first, "abc", 3) == 3)
        #expect(file.unplug())
        #expect(write(first, "d", 1) == -1 && errno == EPERM)
        #expect(pwrite(first, "A", 1, 0) == 1, "what is there may change: the header of a sound file")
        #expect(file.plug())
        let second = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(second) }
        #expect(write(second, "e", 1) == 1)
        #expect(write(first, "d", 1) == -1)
        file.end()
        #expect(access(path, F_OK) == -1)
        #expect(!file.unplug())
    }
}
