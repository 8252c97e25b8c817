"""How far a council can bring an aim about, in the words that pages and documents use."""

DIRECT, PARTNER, LIMITED = "direct", "partner", "limited"
INFLUENCES = {
    DIRECT: "The council's own to deliver",
    PARTNER: "Shared with partners",
    LIMITED: "Rests largely on others",
}
