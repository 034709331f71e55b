/// What a field of a form holds, on its way or sent.
struct WrittenAnswer: Equatable {
    var field: String
    var text: String
}
