import Configuration
import Foundation
import Testing

@testable import Services

@Suite struct ProvisioningRecordTests {
    private func folder() -> StateFolder {
        StateFolder(path: NSTemporaryDirectory() + "clairvoix-record.\(UUID().uuidString)", environment: { _ in nil })
    }

    private func set(_ text: String) -> ProvisionedSet {
        ProvisionedSet(
            manifest: .init(kind: .organisation, address: "https://x.example.org/", tag: "\"m\"", text: "[layers]"),
            parts: [.init(kind: .role, address: "https://x.example.org/r", tag: nil, text: text)])
    }

    @Test func everythingIsReadBack() throws {
        let record = ProvisioningRecord(folder())
        defer { try? FileManager.default.removeItem(atPath: record.path) }
        var state = ProvisioningState()
        state.good = set("language = \"fr\"\n")
        state.trial = set("é")
        state.candidate = set("c")
        state.rejected = set("d")
        state.problem = "p"
        state.told = .faulty
        state.owed = .rolledBack
        state.heardAt = 7
        let wanted = state
        try record.change { $0 = wanted }
        #expect(record.state() == wanted)
        let mode = try FileManager.default.attributesOfItem(atPath: record.path)[.posixPermissions] as? Int
        #expect(mode == 0o600, "layers may hold secrets")
    }

    /// The end of the program between any two octets of a write: the file is the one before, whatever the draft beside it.
    @Test func aBrokenDraftHarmsNothing() throws {
        let record = ProvisioningRecord(folder())
        try record.change { $0.good = set("a") }
        let whole = try Data(contentsOf: URL(fileURLWithPath: record.path))
        for count in stride(from: 0, to: whole.count, by: 37) {
            try whole.prefix(count).write(to: URL(fileURLWithPath: record.path + ".1.draft"))
            #expect(record.state().good == set("a"))
        }
        try record.change { $0.registered() }
        #expect(record.state().good == set("a"))
    }

    @Test func aBrokenFileIsAnEmptyState() throws {
        let record = ProvisioningRecord(folder())
        try record.change { $0.good = set("a") }
        try Data("{\"good\":{\"parts\":[1".utf8).write(to: URL(fileURLWithPath: record.path))
        #expect(record.state() == ProvisioningState())
        try record.change { $0.good = set("b") }
        #expect(record.state().good == set("b"))
    }

    @Test func nothingIsMadeWhereNothingWas() throws {
        let record = ProvisioningRecord(folder())
        try record.changeIfThere { $0.start() }
        #expect(!FileManager.default.fileExists(atPath: record.path))
    }
}

@Suite struct LayeredConfigurationTests {
    private let place = NSTemporaryDirectory() + "clairvoix-layers.\(UUID().uuidString)"

    private func layered(local: String, computer: String?) throws -> LayeredConfiguration {
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try local.write(toFile: place + "/config.toml", atomically: true, encoding: .utf8)
        chmod(place + "/config.toml", 0o600)
        if let computer { try computer.write(toFile: place + "/computer.toml", atomically: true, encoding: .utf8) }
        return LayeredConfiguration(
            local: ConfigurationFile(path: place + "/config.toml", environment: { _ in nil }),
            computerPath: place + "/computer.toml", state: StateFolder(path: place, environment: { _ in nil }))
    }

    @Test func theComputersFileIsBeneathTheAgents() throws {
        let layered = try layered(
            local: "[[account]]\nname = \"Moi\"\n",
            computer:
                "locked = [\"account.registrar\"]\n[[account]]\naddress = \"sip:a@example.org\"\nregistrar = \"sip:192.0.2.1\"\n"
        )
        let settings = try layered.settings(with: nil).settings
        #expect(settings.accounts.map(\.name) == ["Moi"] && settings.accounts.map(\.address) == ["sip:a@example.org"])
        #expect(settings.lock(of: .accountRegistrar) == .computer)
    }

    /// Accounts are matched by their place: one that is new here is behind those of other layers.
    @Test func aNewAccountStandsBehindThoseBeneath() throws {
        let layered = try layered(
            local: "language = \"fr\"\n", computer: "[[account]]\naddress = \"sip:a@example.org\"\n")
        try layered.local.addAccounts(upTo: 1)
        try layered.local.write(account: [.accountAddress: .text("sip:b@example.org")])
        try layered.local.write(.accountName, account: 0, .text("Moi"))
        let settings = try layered.settings(with: nil).settings
        #expect(settings.accounts.map(\.address) == ["sip:a@example.org", "sip:b@example.org"])
        #expect(settings.accounts.first?.name == "Moi")
        try layered.local.addAccounts(upTo: 1)
        #expect(try layered.settings(with: nil).settings == settings, "there are enough")
    }

    @Test func withoutOtherLayersNothingIsOtherwise() throws {
        let layered = try layered(local: "[[account]]\nname = \"Moi\"\n", computer: nil)
        #expect(throws: ConfigurationFault.self) { try layered.settings(with: nil) }
    }

    @Test func aFaultySetIsToldWholeAndWithItsPlaces() throws {
        let layered = try layered(local: "", computer: nil)
        func faults(_ text: String) -> [String] {
            layered.problems(
                of: ProvisionedSet(parts: [.init(kind: .site, address: "https://x.example.org/s", tag: nil, text: text)]
                )
            ).map(\.english)
        }
        #expect(faults("[voice]\nrate = 300\n").isEmpty)
        #expect(faults("[voice\n").count == 1)
        #expect(faults("[voice]\nrate = \"hunter2\"\nspeed = 1\n").count == 2)
        #expect(faults("[voice]\nspeed = 1\n")[0].hasPrefix("https://x.example.org/s, line 2: unknown key"))
        #expect(faults("[[account]]\nexpires = 300\n").count == 1, "no layer names the account")
        #expect(faults("[[account]]\naddress = \"sip:a@b.fr\"\npassword_command = [\"rm\"]\n").count == 1)
    }

    @Test func theComputerMayLetTheServerNamePrograms() throws {
        let layered = try layered(local: "", computer: "[provisioning]\ncommands = true\n")
        let set = ProvisionedSet(parts: [
            .init(
                kind: .agent, address: "https://x.example.org/", tag: nil,
                text: "[[account]]\naddress = \"sip:a@b.fr\"\npassword_command = [\"pass\"]\n")
        ])
        #expect(layered.problems(of: set).isEmpty)
        #expect(try layered.settings(with: set).settings.accounts[0].passwordCommand == ["pass"])
    }
}
