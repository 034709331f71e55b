import Configuration
import Glibc
import Testing

@testable import Services

@Suite("What the program keeps")
struct StateFolderTests {
    /// A folder that is removed with all that the tests put there.
    private final class Place {
        let path: String

        init() throws {
            var template = Array("/tmp/clairvoix-state-XXXXXX".utf8CString)
            let made = mkdtemp(&template)
            path = String(cString: try #require(made))
        }

        deinit {
            for name in ["/deep/state/instance", "/instance"] { unlink(path + name) }
            for name in ["/deep/state", "/deep", ""] { rmdir(path + name) }
        }
    }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test func theInstanceIsMadeOnceAndIsOursAlone() throws {
        let place = try Place()
        let folder = StateFolder(path: place.path + "/deep/state", environment: { _ in nil })
        #expect(folder.existingInstanceID == nil)
        let first = try folder.instanceID()
        #expect(InstanceID.isValid(first))
        #expect(try folder.instanceID() == first)
        #expect(folder.existingInstanceID == first)
        #expect(mode(folder.instanceFile) == 0o600)
        #expect(mode(folder.path) == 0o700)
        #expect(try StateFolder(path: Place().path, environment: { _ in nil }).instanceID() != first)
    }

    @Test func aBrokenFileIsReplaced() throws {
        let place = try Place()
        let folder = StateFolder(path: place.path, environment: { _ in nil })
        let stream = try #require(fopen(folder.instanceFile, "w"))
        fputs("urn:uuid:none", stream)
        fclose(stream)
        let made = try folder.instanceID()
        #expect(folder.existingInstanceID == made)
    }

    @Test func aFolderThatCannotBeMadeIsAProblemInWords() throws {
        let folder = StateFolder(path: "/proc/clairvoix", environment: { _ in nil })
        let problem = #expect(throws: StateProblem.self) { try folder.instanceID() }
        #expect(try #require(problem).words.english.contains("--state"))
    }

    @Test(arguments: [
        (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/clairvoix"), (["HOME": "/h"], "/h/.local/state/clairvoix"),
        (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/clairvoix"),
    ])
    func thePlaceIsTheXDGOne(_ environment: [String: String], _ path: String) {
        #expect(StateFolder(path: nil, environment: { environment[$0] }).path == path)
        #expect(StateFolder(path: "/mine", environment: { environment[$0] }).path == "/mine")
    }

    @Test func instancesAreUUIDsOfVersionFour() {
        for _ in 0..<100 {
            let made = InstanceID.random()
            #expect(InstanceID.isValid(made))
            #expect(made.dropFirst(23).first == "4")
            #expect(made.dropFirst(28).first.map { "89ab".contains($0) } == true)
        }
        for wrong in [
            "", "urn:uuid:", "urn:uuid:12345678-1234-4234-8234-12345678901g", "12345678-1234-4234-8234-123456789012",
        ] {
            #expect(!InstanceID.isValid(wrong))
        }
    }
}
