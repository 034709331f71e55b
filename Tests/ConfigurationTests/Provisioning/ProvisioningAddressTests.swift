import Testing

@testable import Configuration

@Suite("Addresses of a provisioning server")
struct ProvisioningAddressTests {
    @Test(arguments: [
        "https://p.example.org/a.toml", "https://p.example.org:8443", "https://[2001:db8::1]/x?y=z",
        "http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]:80/",
    ])
    func theseAreAsked(_ text: String) { #expect(ProvisioningAddress(text) != nil) }

    @Test(arguments: [
        "http://p.example.org/", "http://127.0.0.1.example.org/", "ftp://p.example.org/", "file:///etc/passwd",
        "https://",
        "https://user@p.example.org/", "https://p.example.org/ a", "https://p.example.org/#x", "//p.example.org/", "",
        "https://:443/", "https://p.example.org/\n",
    ])
    func theseAreNot(_ text: String) { #expect(ProvisioningAddress(text) == nil) }

    @Test func namesArePutInEscaped() {
        let address = ProvisioningAddress(template: "https://p.example.org/{user}/{host}", user: "é/../a b", host: "..")
        #expect(address?.text == "https://p.example.org/%C3%A9%2F..%2Fa%20b/%2E%2E")
        #expect(ProvisioningAddress(template: "https://p.example.org/{user}", user: "", host: "h") == nil)
    }

    @Test func referencesStayOnTheServer() throws {
        let manifest = try #require(ProvisioningAddress("https://p.example.org/fleet/manifest.toml?v=1"))
        func resolved(_ reference: String) -> String? { manifest.resolving(reference, user: "alice", host: "h")?.text }
        #expect(resolved("site.toml") == "https://p.example.org/fleet/site.toml")
        #expect(resolved("/agents/{user}.toml") == "https://p.example.org/agents/alice.toml")
        #expect(resolved("https://P.example.org/x") == "https://P.example.org/x")
        #expect(resolved("https://other.example.org/x") == nil)
        #expect(resolved("http://p.example.org/x") == nil)
        #expect(resolved("//other.example.org/x") == nil)
        #expect(resolved("https://p.example.org@other.example.org/") == nil)
    }
}
