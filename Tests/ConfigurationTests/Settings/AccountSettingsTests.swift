import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(content, line: 1))
}

private func texts(_ values: String...) -> ConfigurationValue.Content {
    .list(values.map { ConfigurationValue(.text($0), line: 1) })
}

/// One account of these entries and an address.
private func read(_ entries: ConfigurationEntry...) -> SettingsReader {
    let all = [entry("address", .text("sip:alice@pbx.example.org"))] + entries
    return SettingsReader([entry("account", .list([ConfigurationValue(.table(all), line: 1)]))])
}

private let digest = String(repeating: "0a", count: 32)

@Suite("The settings of an account")
struct AccountSettingsTests {
    @Test func theDefaultsAskNothingOfTheServer() throws {
        let account = try #require(read().settings.accounts.first)
        #expect(account.registrars == [ServerAddress(host: "pbx.example.org")])
        #expect(account.usesOutbound)
        #expect(!account.allowsAutoAnswer)
        #expect(account.sessionSeconds == 1_800)
        #expect(account.emergencyNumbers.contains("112"))
        #expect(account.forwardAlways == nil && account.forwardBusy == nil && account.forwardNoAnswer == nil)
        #expect(account.forwardNoAnswerSeconds == 20)
        #expect(account.tlsPins.isEmpty && !account.trustsPinsAlone)
        #expect(account.tlsAuthorities == nil && account.tlsCertificate == nil && account.tlsKey == nil)
        #expect(SettingKey.keys(of: "account.dial").allSatisfy { account.dialString($0) == nil })
    }

    @Test func theWayOfTheSoundIsReadAndItsPasswordIsASecret() throws {
        let plain = try #require(read().settings.accounts.first)
        #expect(!plain.usesICE && plain.stunServer == nil && plain.turnServer == nil && !read().settings.holdsSecret)
        let reader = read(
            entry("ice", .boolean(true)), entry("stun_server", .text("stun:192.0.2.1")),
            entry("turn_server", .text("turn:relay.example.org:5349?transport=udp")), entry("turn_user", .text("a")),
            entry("turn_password", .text("hunter2")))
        let account = try #require(reader.settings.accounts.first)
        #expect(account.usesICE && account.turnUser == "a" && account.turnPassword == "hunter2")
        #expect(account.stunServer == ServerAddress(transport: .udp, host: "192.0.2.1", port: 3_478))
        #expect(account.turnServer == ServerAddress(transport: .udp, host: "relay.example.org", port: 5_349))
        #expect(reader.settings.holdsSecret)
    }

    @Test(arguments: ["turn:r.example.org?transport=tcp", "r.example.org:3478?Transport=TCP"])
    func aRelayIsSpokenToByTCPWhereItSaysSo(text: String) {
        let server = read(entry("turn_server", .text(text))).settings.accounts.first?.turnServer
        #expect(server == ServerAddress(transport: .tcp, host: "r.example.org", port: 3_478))
    }

    /// STUN by TCP tells an address that is of no use to sound.
    @Test func theAddressIsAskedByUDPAlone() {
        let reader = read(entry("stun_server", .text("stun:r.example.org?transport=tcp")))
        #expect(reader.settings.accounts.first?.stunServer == nil)
    }

    /// A relay that is spoken to by TLS is none of ours, and is said to be none.
    @Test(arguments: ["turn:r.example.org?transport=tls", "turns:r.example.org", "sip:r.example.org", "turn:", "r:0"])
    func anotherRelayIsRefused(text: String) {
        #expect(read(entry("turn_server", .text(text))).settings.accounts.first?.turnServer == nil)
    }

    @Test func everySettingIsRead() throws {
        let reader = read(
            entry("registrar", texts("sips:one.example.org", "sip:192.0.2.2:5070;transport=tcp")),
            entry("outbound_proxy", .text("sip:edge.example.org;transport=tls")), entry("outbound", .boolean(false)),
            entry("session_timer", .integer(600)), entry("auto_answer", .boolean(true)),
            entry("emergency", texts("112")), entry("forward_always", .text("200")),
            entry("forward_busy", .text("201")),
            entry("forward_no_answer", .text("202")), entry("forward_no_answer_seconds", .integer(30)),
            entry("tls_authorities", .text("~/pbx.pem")), entry("tls_pin", texts(digest.uppercased())),
            entry("tls_trust", .text("pin")), entry("tls_certificate", .text("/etc/a.pem")),
            entry("tls_key", .text("/etc/a.key")),
            entry("dial", .table([entry("pick_up", .text("*8{number}")), entry("park", .text("700"))])))
        #expect(reader.problems.isEmpty)
        let account = try #require(reader.settings.accounts.first)
        #expect(
            account.registrars == [
                ServerAddress(transport: .tls, host: "one.example.org"),
                ServerAddress(transport: .tcp, host: "192.0.2.2", port: 5070),
            ])
        #expect(account.outboundProxy == ServerAddress(transport: .tls, host: "edge.example.org"))
        #expect(!account.usesOutbound)
        #expect(account.sessionSeconds == 600)
        #expect(account.allowsAutoAnswer)
        #expect(account.emergencyNumbers == ["112"])
        #expect([account.forwardAlways, account.forwardBusy, account.forwardNoAnswer] == ["200", "201", "202"])
        #expect(account.forwardNoAnswerSeconds == 30)
        #expect(account.tlsAuthorities == "~/pbx.pem")
        #expect(account.tlsPins == [digest])
        #expect(account.trustsPinsAlone)
        #expect(account.tlsCertificate == "/etc/a.pem" && account.tlsKey == "/etc/a.key")
        #expect(account.dialString(.dialPickUp) == "*8{number}")
        #expect(account.dialString(.dialPark) == "700")
        #expect(account.dialString(.dialMobile) == nil)
        #expect(account.dialString(.accountForwardAlways) == nil)
    }

    @Test func aSessionTimerCanBeOff() {
        #expect(read(entry("session_timer", .boolean(false))).settings.accounts.first?.sessionSeconds == 0)
    }

    static let faults: [(ConfigurationEntry, ConfigurationProblem.Fault)] = [
        (entry("session_timer", .integer(89)), .badValue(.of(.accountSessionTimer), quoted: "89")),
        (
            entry("forward_no_answer_seconds", .integer(181)),
            .badValue(.of(.accountForwardNoAnswerSeconds), quoted: "181")
        ),
        (entry("tls_pin", texts("abc")), .badValue(.of(.accountTLSPin), quoted: "abc")),
        (entry("tls_authorities", .text("pbx.pem")), .badValue(.of(.accountTLSAuthorities), quoted: "pbx.pem")),
        (entry("tls_trust", .text("nobody")), .badValue(.of(.accountTLSTrust), quoted: "nobody")),
        (entry("tls_trust", .text("pin")), .missing(.accountTLSPin)),
        (entry("tls_key", .text("/etc/a.key")), .missing(.accountTLSCertificate)),
        (entry("tls_certificate", .text("/etc/a.pem")), .missing(.accountTLSKey)),
        (entry("registrar", .list([])), .badValue(.of(.accountRegistrar), quoted: nil)),
        (entry("registrar", texts("sip:a.example", "none")), .none(of: "registrar")),
        (entry("registrar", .integer(1)), .wrongType(.of(.accountRegistrar), found: .wholeNumber)),
        (entry("outbound_proxy", .text("none")), .none(of: "outbound_proxy")),
        (entry("dial", .text("*8")), .notATable(isList: false)),
        (entry("dial", .table([entry("pickup", .text("*8"))])), .unknownKey(nearest: "account.dial.pick_up")),
    ]

    @Test(arguments: faults)
    func aFaultIsTold(_ given: ConfigurationEntry, _ fault: ConfigurationProblem.Fault) {
        #expect(read(given).problems.map(\.fault) == [fault])
    }

    @Test func registrarsAreBounded() {
        let many = (0...Limits.servers).map { ConfigurationValue(.text("sip:192.0.2.\($0)"), line: 1) }
        #expect(read(entry("registrar", .list(many))).problems.count == 1)
        #expect(read(entry("registrar", .list(Array(many.dropLast())))).problems.isEmpty)
    }

    @Test func theReportIsReadAgainAsItIs() throws {
        let settings = read(
            entry("registrar", texts("sips:one.example.org", "sip:192.0.2.2:5070")),
            entry("session_timer", .boolean(false)),
            entry("stun_server", .text("stun:[2001:db8::1]")),
            entry("turn_server", .text("turn:a.example?transport=tcp")),
            entry("turn_user", .text("u")), entry("turn_password", .text("p")),
            entry("dial", .table([entry("park", .text("700"))]))
        ).settings
        let report = settings.report(in: .english)
        #expect(
            report.contains("registrar = [\"sip:one.example.org;transport=tls\", \"sip:192.0.2.2:5070\"]\n"))
        #expect(report.contains("session_timer = false\n"))
        #expect(report.contains("stun_server = \"stun:[2001:db8::1]:3478\"\n"))
        #expect(report.contains("turn_server = \"turn:a.example:3478?transport=tcp\"\n"))
        #expect(report.contains("\n[account.dial]\npark = \"700\"\n"))
    }
}

extension ConfigurationProblem.Fault {
    /// "none" where a server is to stand.
    fileprivate static func none(of name: String) -> Self {
        .badValue(.of(SettingKey(rawValue: "account." + name) ?? .language), quoted: "none")
    }
}

extension Bilingual {
    fileprivate static let wholeNumber = Bilingual("un nombre entier", "a whole number")
}
