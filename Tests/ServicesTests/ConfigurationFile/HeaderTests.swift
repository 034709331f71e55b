import Configuration
import Testing

@testable import Services

@Suite struct HeaderTests {
    /// The parser asserts on these: the program would end where a file has a slip of the finger.
    @Test(arguments: ["[=", "[.", "[\n", "[{", "[#", "[[[", "[[=", "[[\n]]", "[[ .", "a = 1\n[", "[ [a]]"])
    func aHeaderWithoutANameIsASyntaxError(text: String) {
        #expect(throws: ConfigurationProblem.self) { try TOMLReading.entries(of: text) }
    }

    /// The parser calls itself once a level, until its stack ends the program; a server could send this.
    @Test(arguments: ["[", "[[", "", "x = {", "x = [{"])
    func tablesWithoutEndAreASyntaxError(beginning: String) {
        let key = Array(repeating: "a", count: 30_000).joined(separator: ".")
        #expect(throws: ConfigurationProblem(.syntax(column: 1), line: 2)) {
            try TOMLReading.entries(of: "b = 1\n" + beginning + key + (beginning.hasPrefix("[") ? "]]" : " = 1"))
        }
        let nested = "x = " + String(repeating: "{a.b = ", count: 3_000)
        #expect(throws: ConfigurationProblem.self) { try TOMLReading.entries(of: nested) }
    }

    @Test(arguments: ["[a]", "[ a . b ]", "[[\"a b\"]]", "x = [\n[1],\n[2]]", "x = '''\n[=\n'''", "# [=\n[a-b]"])
    func othersAreRead(text: String) throws {
        #expect(try TOMLReading.entries(of: text).count == 1)
    }
}
