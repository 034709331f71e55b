import AgentDesk
import Glibc
import Testing

@testable import Services

/// What directories said, kept from one start to the next.
@Suite struct PeopleTableTests {
    @Test func peopleAreKeptByDirectory() throws {
        let path = "/tmp/clairvoix-people-\(getpid())-\(UInt64.random(in: 0 ... .max)).sqlite"
        defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
        let people = [
            Person(
                name: "Élodie, D; x", numbers: [.init(.mobile, "06 12"), .init(.fax, "04")], mails: ["a@b"],
                groups: ["G"])
        ]
        do {
            let store = try Store(path: path)
            #expect(try store.people(of: "x") == nil)
            try store.keep(people, mark: "\"1\"", of: "x")
            try store.keep([], mark: nil, of: "y")
        }
        let store = try Store(path: path)
        let kept = try store.people(of: "x")
        #expect(kept?.people == people)
        #expect(kept?.mark == "\"1\"")
        try store.forgetPeople(exceptOf: ["y"])
        #expect(try store.people(of: "x") == nil)
        #expect(try store.people(of: "y")?.people.isEmpty == true)
    }

    @Test func passwordsGoInClearToThisComputerAlone() throws {
        for (url, isNear) in [
            ("ldap://127.0.0.1:389", true), ("ldap://[::1]", true), ("http://localhost/x", true),
            ("ldap://example.org", false),
            ("http://127.0.0.1@example.org/", false), ("ldap://127.0.0.1.example.org", false), ("ldap://", false),
        ] {
            let settings = DirectorySettings.of(url, password: "secret")
            let access = DirectoryAccess(settings, home: "/root")
            if isNear {
                #expect(try access.password(of: settings, isEncrypted: false) == "secret")
            } else {
                #expect(throws: DirectoryProblem.passwordInClear) {
                    try access.password(of: settings, isEncrypted: false)
                }
            }
            #expect(try access.password(of: settings, isEncrypted: true) == "secret")
        }
    }
}
