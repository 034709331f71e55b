import CallEngine
import Testing

@testable import Transport

/// Whom we believe (RFC 5922 §7), judged on real certificates.
@Suite struct CertificateJudgeTests {
    private let certificates: TestCertificates

    init() throws { certificates = try TestCertificates.shared.get() }

    private func problem(
        _ chain: [String], names: [String], trust: FlowSecurity.Trust = .authorities, pins: [String] = [],
        authorities: String? = "good.pem"
    ) throws -> CertificateProblem? {
        let security = FlowSecurity(
            names: names, trust: trust, pinnedKeys: pins, authoritiesFile: authorities.map(certificates.path))
        do throws(CertificateProblem) {
            let judge = try CertificateJudge(security)
            return judge.problem(
                of: try chain.map { file throws(CertificateProblem) in
                    do { return try certificates.der(file) } catch { throw .unreadableFile }
                })
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("server.pem", nil), ("siponly.pem", nil), ("expired.pem", CertificateProblem.expired),
        ("early.pem", .notYetValid), ("stranger.pem", .unknownAuthority), ("own.pem", .unknownAuthority),
        ("mail.pem", .unknownAuthority), ("below.pem", .unknownAuthority), ("fake.pem", .unknownAuthority),
    ])
    func theChainIsJudged(file: String, expected: CertificateProblem?) throws {
        #expect(try problem([file], names: ["sip.example.org"]) == expected)
    }

    @Test func authoritiesBetweenAreFoundInTheChain() throws {
        #expect(try problem(["below.pem", "issuer.pem"], names: ["127.0.0.1"]) == nil)
        #expect(try problem(["below.pem", "other.pem", "issuer.pem", "good.pem"], names: ["127.0.0.1"]) == nil)
        #expect(try problem(["below.pem"], names: ["127.0.0.1"], authorities: "issuer.pem") == nil)
        // A server is no authority.
        #expect(try problem(["fake.pem", "server.pem"], names: ["127.0.0.1"]) == .unknownAuthority)
    }

    /// RFC 5922 §7.1 and §7.2.
    @Test(arguments: [
        ("server.pem", "sip.example.org", true), ("server.pem", "SIP.Example.ORG.", true),
        ("server.pem", "example.org", false), ("server.pem", "a.sip.example.org", false),
        ("server.pem", "elsewhere.example", false), ("server.pem", "a.wild.example", false),
        ("server.pem", "127.0.0.1", true), ("server.pem", "::1", true), ("server.pem", "0:0::1", true),
        ("server.pem", "127.0.0.2", false), ("server.pem", "", false), ("server.pem", ".", false),
        ("domain.pem", "example.org", true), ("domain.pem", "other.example", true),
        ("domain.pem", "dns.example", false), ("domain.pem", "secure.example", false),
        ("domain.pem", "user.example", false), ("domain.pem", "bob@user.example", false),
        ("named.pem", "plain.example", true), ("named.pem", "127.0.0.1", false),
    ])
    func theNameIsJudged(file: String, name: String, isBorne: Bool) throws {
        #expect(try problem([file], names: [name]) == (isBorne ? nil : .wrongName))
        #expect(try problem([file], names: ["not.there", name]) == (isBorne ? nil : .wrongName))
    }

    @Test func withoutANameNobodyIsBelieved() throws {
        #expect(try problem(["server.pem"], names: []) == .wrongName)
    }

    @Test func aPinnedKeyIsEnoughWhereOnlyPinsCount() throws {
        let pin = try certificates.pin("own.pem")
        let colons = stride(from: 0, to: 64, by: 2).map { String(pin.dropFirst($0).prefix(2)) }.joined(separator: ":")
        for form in [pin, pin.uppercased(), colons] {
            #expect(try problem(["own.pem"], names: ["x"], trust: .pinnedKeys, pins: ["00", form]) == nil)
        }
        let expired = try certificates.pin("expired.pem")
        #expect(try problem(["expired.pem"], names: [], trust: .pinnedKeys, pins: [expired]) == nil)
        #expect(try problem(["server.pem"], names: ["127.0.0.1"], trust: .pinnedKeys, pins: [pin]) == .wrongKey)
        #expect(try problem(["own.pem"], names: ["x"], trust: .pinnedKeys) == .wrongKey)
        // The key is the server's own, not that of a certificate which it shows besides.
        #expect(try problem(["server.pem", "own.pem"], names: [], trust: .pinnedKeys, pins: [pin]) == .wrongKey)
    }

    @Test func aPinIsDemandedBesideTheChain() throws {
        let pin = try certificates.pin("server.pem")
        #expect(try problem(["server.pem"], names: ["127.0.0.1"], pins: [pin]) == nil)
        #expect(try problem(["server.pem"], names: ["wrong.example"], pins: [pin]) == .wrongName)
        #expect(try problem(["domain.pem"], names: ["example.org"], pins: [pin]) == .wrongKey)
        let stranger = try certificates.pin("stranger.pem")
        #expect(try problem(["stranger.pem"], names: ["127.0.0.1"], pins: [stranger]) == .unknownAuthority)
    }

    @Test(arguments: ["absent.pem", "garbage.pem", "empty.pem"]) func unreadableAuthoritiesAreTold(file: String) throws
    {
        #expect(try problem(["server.pem"], names: ["127.0.0.1"], authorities: file) == .unreadableFile)
    }

    @Test func theSystemsAuthoritiesDoNotKnowOurs() throws {
        #expect(try problem(["server.pem"], names: ["127.0.0.1"], authorities: nil) == .unknownAuthority)
    }

    @Test func whatIsNoCertificateIsRefused() throws {
        let judge = try CertificateJudge(FlowSecurity(names: ["x"]))
        let own = try certificates.der("own.pem")
        #expect(judge.problem(of: []) == .refused)
        #expect(judge.problem(of: [[]]) == .refused)
        #expect(judge.problem(of: Array(repeating: own, count: Limits.certificates + 1)) == .refused)
        for count in stride(from: 1, to: own.count, by: 7) {
            #expect(judge.problem(of: [Array(own.prefix(count))]) == .refused)
        }
        // Any octet changed: no trap, and never believed.
        for index in own.indices {
            var changed = own
            changed[index] ^= 0x55
            #expect(judge.problem(of: [changed]) != nil)
        }
    }
}
