"""Words that carry no answer of their own: particles, forms of address, politeness, greetings.

Source: the office's notes on how people in Medan write (domain notes, "How people write").
"""

PARTICLES = frozenset(
    "la lah ya yah yak dong donk dongs deh dech dh aja aj ajah saja sajalah ajalah sih sii kok kan "
    "nih ni nie tuh tu pun lho loh lo doang do ja je kek eh titik yahh huhu hiks hadeh oh ooh ah o hmm hm em emm e nah wah "
    "haha hahaha hehe hehehe hihi wkwk wkwkwk xixi hahah heheh wk".split()
)

ADDRESS = frozenset(
    "kak kaka kakak kk ka bang bg bng abang bangda bu ibu buk ibuk bun bunda pak bapak pa pk bpk pakcik "
    "mas mbak mba mb min mimin admin om oom tante gan sis bro dek adek adik dik bos boss bosku "
    "ci cici ko koko eda ito lae tulang inang amang opung ompung namboru nona wak uwak uda uni "
    "camat lurah kepling kadis pakde bude makcik kakanda adinda ketua ndan nak ananda neng nang kang teh jeng bou inanguda bapauda mbah nek atok tok wan cik acik encik koh acek ayi apek lek paklek bulek ustad ustadz pendeta dok bestie kakandaku brow brother sist sayang say guys beb cu tuan nyonya".split()
)

POLITE = frozenset(
    "terima kasih terimakasih makasih makasi trims trim tks thx thanks mksh mks trmksh tengkyu "
    "mauliate bujur maaf maap sorry sori mohon tolong tlg permisi punten bujurr nuwun suwun "
    "please pls plz plis afwan qadarullah qadarallah barakallah jazakallah jazakumullah syukron innalillahi astaghfirullah astagfirullah subhanallah masyaallah masyallah alhamdulillah syukur bismillah".split()
)

GREETINGS = frozenset(
    "halo hallo helo hello hai hi hei hey hay alo assalamualaikum asalamualaikum assalammualaikum "
    "assalamu assalamualaikumm alaikum asalamu salam salamualaikum samlekum waalaikumsalam "
    "wassalam wr wb warahmatullahi wabarakatuh horas mejuahjuah mejuah juah yaahowu ahoi njuah "
    "shalom syalom p ping punten selamat met slmt pagi siang sore malam pgi siank mlm sugeng "
    "kulonuwun spada ass aslm askum bah".split()
)

SELVES = frozenset(
    "saya sy sya aku ak aq awak kami kita ane gue gua i ambo hamba beta au kulo kula den ku saye hami".split()
)

FILLER = PARTICLES | ADDRESS | POLITE
