import Configuration
import Testing

/// Addresses with places for what is known of a call: no value can reach beyond its own place.
@Suite struct URLTemplateTests {
    @Test(arguments: URLTemplate.Field.allCases)
    func everyFieldHasAPlace(_ field: URLTemplate.Field) {
        let template = URLTemplate(parsing: "https://example.org/a?b={\(field.rawValue)}&c=d")
        #expect(template?.filled { $0 == field ? "x" : nil } == "https://example.org/a?b=x&c=d")
    }

    @Test func everyReservedCharacterIsEscaped() throws {
        let template = try #require(URLTemplate(parsing: "https://example.org/?n={from.display}#top"))
        for octet in UInt8(0)...0x7f {
            let scalar = Unicode.Scalar(octet)
            let text = String(scalar)
            let isUnreserved =
                "-._~".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic
                || (0x30...0x39).contains(octet)
            let digits = String(octet, radix: 16, uppercase: true)
            let escaped = isUnreserved ? text : "%" + (digits.count == 1 ? "0" : "") + digits
            #expect(template.filled { _ in text } == "https://example.org/?n=\(escaped)#top")
        }
        #expect(template.filled { _ in "Éloïse & Cie" } == "https://example.org/?n=%C3%89lo%C3%AFse%20%26%20Cie#top")
        #expect(template.filled { _ in nil } == "https://example.org/?n=#top")
        #expect(template.filled { _ in String(repeating: "é", count: 10_000) }.utf8.count < 4_000)
    }

    @Test(arguments: [
        "", "ftp://example.org/", "javascript:alert(1)", "file:///etc/passwd", "-h", "https://", "https:///x",
        "https://{from.raw}/", "https://{queue}.example.org/", "https://user@example.org/", "https://a b/",
        "https://example.org/{", "https://example.org/}", "https://example.org/{from}", "https://example.org/{{event}}",
        "https://example.org/{password}", "https://example.org/\n", "https://example.org/\"", "https://example.org/\\",
        "https://exémple.org/", "https://example.org:80{event}/",
    ])
    func otherAddressesAreRefused(_ text: String) { #expect(URLTemplate(parsing: text) == nil) }

    @Test func longAddressesAreRefused() {
        let text = "https://example.org/" + String(repeating: "a", count: Limits.textCharacters)
        #expect(URLTemplate(parsing: text) == nil)
    }
}
