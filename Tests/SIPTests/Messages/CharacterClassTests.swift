import Testing

@testable import SIP

/// The masks of `CharacterClass` against the sets that RFC 3261 §25.1 writes out.
@Suite struct CharacterClassTests {
    static let alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    static let mark = "-_.!~*'()"
    static let sets: [(String, CharacterClass, String)] = [
        ("token", .token, alphanumeric + "-.!%*_+`'~"),
        ("user", .user, alphanumeric + mark + "%" + "&=+$,;?/"),
        ("password", .password, alphanumeric + mark + "%" + "&=+$,"),
        ("host", .host, alphanumeric + "-._"),
        ("word", .word, alphanumeric + "-.!%*_+`'~()<>:\\\"/[]?{}@"),
        ("parameterValue", .parameterValue, alphanumeric + "-.!%*_+`'~[]:"),
        ("uriParameter", .uriParameter, alphanumeric + mark + "%" + "[]/:&+$"),
        ("scheme", .scheme, alphanumeric + "+-."),
        ("ipv6", .ipv6, "0123456789abcdefABCDEF:."),
        ("uric", .uric, alphanumeric + mark + ";/?:@&=+$,%[]#"),
        ("telephone", .telephone, alphanumeric + mark + "+#%"),
        ("credential", .credential, alphanumeric + "-.!%*_+`'~/=:@"),
    ]

    @Test(arguments: sets.indices) func masksAreTheGrammarsSets(index: Int) {
        let (name, set, characters) = Self.sets[index]
        let wanted = Set(characters.utf8)
        for octet in UInt8.min...UInt8.max {
            #expect(set.contains(octet) == wanted.contains(octet), "\(name) \(octet)")
        }
    }
}
