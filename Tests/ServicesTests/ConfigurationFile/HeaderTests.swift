import Configuration
import Testing

@testable import Services

@Suite struct HeaderTests {
    /// The parser asserts on these: the program would end where a file has a slip of the finger.
    @Test(arguments: ["[=", "[.", "[\n", "[{", "[#", "[[[", "[[=", "[[\n]]", "[[ .", "a = 1\n[", "[ [a]]"])
    func aHeaderWithoutANameIsASyntaxError(text: String) {
        #expect(throws: ConfigurationProblem.self) { try TOMLReading.entries(of: text) }
    }

    @Test(arguments: ["[a]", "[ a . b ]", "[[\"a b\"]]", "x = [\n[1],\n[2]]", "x = '''\n[=\n'''", "# [=\n[a-b]"])
    func othersAreRead(text: String) throws {
        #expect(try TOMLReading.entries(of: text).count == 1)
    }
}
