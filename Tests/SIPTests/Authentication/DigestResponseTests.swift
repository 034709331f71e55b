import Testing

@testable import SIP

@Suite struct DigestResponseTests {
    struct Vector: Sendable {
        var name: String
        var algorithm: DigestAlgorithm
        var user: String
        var realm: String
        var password: String
        var method: String
        var uri: String
        var nonce: String
        var cnonce: String?
        var response: String
    }

    static let vectors: [Vector] = [
        Vector(
            name: "RFC 2617 §3.5", algorithm: .md5, user: "Mufasa", realm: "testrealm@host.com",
            password: "Circle Of Life",
            method: "GET", uri: "/dir/index.html", nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093", cnonce: "0a4f113b",
            response: "6629fae49393a05397450978507c4ef1"),
        Vector(
            name: "RFC 7616 §3.9.1, MD5", algorithm: .md5, user: "Mufasa", realm: "http-auth@example.org",
            password: "Circle of Life", method: "GET", uri: "/dir/index.html",
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", response: "8ca523f5e9506fed4657c9700eebdbec"),
        Vector(
            name: "RFC 7616 §3.9.1, SHA-256", algorithm: .sha256, user: "Mufasa", realm: "http-auth@example.org",
            password: "Circle of Life", method: "GET", uri: "/dir/index.html",
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            response: "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        // The RFC prints ae66…79dd, which is made with SHA-512 cut to 256 bits; the hash that it names, SHA-512/256 of
        // FIPS 180-4 §5.3.6.2, gives this (reported against the RFC).
        Vector(
            name: "RFC 7616 §3.9.2, SHA-512-256", algorithm: .sha512256, user: "J\u{E4}s\u{F8}n Doe",
            realm: "api@example.org",
            password: "Secret, or not?", method: "GET", uri: "/doe.json",
            nonce: "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
            cnonce: "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
            response: "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"),
    ]

    @Test(arguments: vectors)
    func vectorsOfTheStandards(vector: Vector) throws {
        let credentials = DigestCredentials(username: vector.user, secret: .password(vector.password))
        let ha1 = try #require(credentials.ha1(realm: vector.realm, algorithm: vector.algorithm))
        let protection = vector.cnonce.map { DigestResponse.Protection(count: 1, cnonce: $0) }
        let digest = DigestResponse(
            algorithm: vector.algorithm, ha1: ha1, nonce: vector.nonce, protection: protection,
            methodName: vector.method,
            uri: vector.uri)
        #expect(digest.value == vector.response)
        // The stored hash serves as well as the password.
        let stored = DigestCredentials(username: vector.user, secret: .ha1(ha1.uppercased()))
        #expect(stored.ha1(realm: vector.realm, algorithm: vector.algorithm) == ha1)
    }

    /// RFC 2069's own example, with the value of its erratum.
    @Test func withoutQualityOfProtection() throws {
        let credentials = DigestCredentials(username: "Mufasa", secret: .password("CircleOfLife"))
        let ha1 = try #require(credentials.ha1(realm: "testrealm@host.com", algorithm: .md5))
        let digest = DigestResponse(
            algorithm: .md5, ha1: ha1, nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093", protection: nil, methodName: "GET",
            uri: "/dir/index.html")
        #expect(digest.value == "1949323746fe6a43ef61f9606e7febea")
    }

    /// FIPS 180-4 and RFC 1321: the hashes of "abc".
    @Test(arguments: [
        (DigestAlgorithm.md5, "900150983cd24fb0d6963f7d28e17f72"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (.sha512256, "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
    ])
    func hashes(algorithm: DigestAlgorithm, hash: String) {
        #expect(algorithm.hash("abc") == hash)
        #expect(hash.utf8.count == algorithm.digits)
    }

    @Test(arguments: [
        (String?.none, DigestAlgorithm?.some(.md5)), ("md5", .md5), ("SHA-256", .sha256), ("sha-512-256", .sha512256),
        ("MD5-sess", nil), ("SHA-256-sess", nil), ("AKAv1-MD5", nil), ("", nil),
    ])
    func tokens(token: String?, algorithm: DigestAlgorithm?) {
        #expect(DigestAlgorithm(token: token) == algorithm)
    }

    @Test(arguments: [(UInt32(1), "00000001"), (255, "000000ff"), (.max, "ffffffff")])
    func theNonceCountHasEightDigits(count: UInt32, text: String) {
        #expect(DigestResponse.Protection(count: count, cnonce: "").countText == text)
    }
}
