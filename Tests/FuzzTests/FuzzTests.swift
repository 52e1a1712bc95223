import Testing

/// Random input to whatever reads what others wrote; see ``Fuzz`` for how long.
@Suite(.serialized) struct FuzzTests {}
