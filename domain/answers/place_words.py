"""Words around the name of a place in Medan: short forms, streets, landmarks, neighbours.

Neighbours: kecamatan and well-known villages of Deli Serdang that touch Medan, and cities of the
province; who produces there belongs to another office.
"""

SHORT_FORMS = {
    form: word
    for word, forms in {
        "tanjung": "tj tjg tg tanjong tnjung tjung tjng tanj tanjun tjong",
        "pulo": "p pl pulau plo pulow",
        "kampung": "kp kpg kpng kamp kmpg kampong kpung kmp kg",
        "karang": "krg kr karng",
        "sei": "sungai s sungei sngai sai sie",
        "gang": "gg",
        "brayan": "berayan brayen berayen",
        "glugur": "gelugur glgur gelugor glugor",
        "mulia": "mulya",
        "mesjid": "masjid",
        "kwala": "kuala",
        "padang": "pd pdg",
        "pasar": "psr ps",
        "simpang": "sp smpg simp spg",
        "bandar": "bdr",
        "tegal": "tgl",
        "hilir": "hlr",
        "timur": "tmr tim timor",
        "barat": "brt",
        "tengah": "tgh tngh",
        "medan": "mdn",
        "kecamatan": "kec kecmtn kecamatannya camat kcmatan",
        "kelurahan": "kel kelurahannya kelurhan kelrahan lurah klurahan klrahan",
        "desa": "ds dusun",
        "jalan": "jl jln jlan",
        "1": "i satu",
        "2": "ii dua",
        "3": "iii tiga",
        "4": "iv empat",
        "helvetia": "helpetia helvet helvetiya",
        "titi": "titik",
        "sikambing": "kambing sekambing skambing sikambeng",
        "sidorejo": "sidorejoo",
        "marelan": "mrelan marelam",
        "mandala": "mandalah",
    }.items()
    for form in forms.split()
}

STREETS = frozenset(
    "jalan gang komplek kompleks komp perum perumahan lorong lr blok cluster villa vila ruko pasaran tol".split()
)
LANDMARKS = frozenset(
    "dekat dkt depan dpn belakang blkg samping sebelah seberang arah menuju ujung lewat sebrang "
    "sekitar sekitaran perbatasan batas dari antara setelah sebelum masuk".split()
)
NUMBERED = frozenset("rt rw lk link ling lingkungan no nomor blok km kode".split())
FILLERS = frozenset(
    "di daerah kota medan sumut sumatera utara alamat alamatnya lokasi lokasinya tempat usaha usahanya dapur "
    "dapurnya produksi produksinya rumah rumahnya tinggal tinggalnya kami masuknya masuk kawasan kwsn wilayah "
    "itu ini nya yang ada namanya bikin buat kita ke situ sini kerja bengkel workshop saya domisili "
    "kotamadya kodya indonesia sebelah bagian situlah posisi posisinya ikut termasuk pos dgn dengan".split()
) - {"sebelah", "masuk"}
DOUBT = frozenset(
    "atau bukan tidak gak ga nggak kadang dulu pindah pindahan antara dan kayaknya mungkin lupa rencana "
    "sepertinya kurang tahu entah kalau kalo kemarin".split()
)

COMMON_NAMES = frozenset(
    "jati aur besar mangga merdeka pahlawan perintis terjun durian darat beringin gaharu mesjid tangkahan "
    "lalang hamdan pasarbaru kampungbaru sukamaju kotabangun pusatpasar madras bagan teladan polonia "
    "sunggal merdeka sidodadi perintiskemerdekaan sukadamai cintadamai menteng pandau gangbuntu".split()
)
"""Official names that are everyday words: alone or marked they are a place, in a sentence not."""

DESCRIBED = frozenset(
    "rumah rumahnya kota usaha usahanya tempat dapur dapurnya bengkel workshop kawasan wilayah lokasi daerah produksi".split()
)
"""Before an everyday word they make no place of it: "rumah besar"."""

SIZES = frozenset("meter m mtr m2 meteran persegi hektar hektare ha are".split())
STREET_NAMES = frozenset({"perintiskemerdekaan"})
"""Official names that a well-known street bears as well."""

SHARED_NAMES = {
    "binjai": "village.binjai",
    "denai": "village.shared",
    "tembung": "village.shared",
    "sunggal": "village.shared",
    "helvetia": "village.shared",
    "polonia": "village.shared",
    "amplas": "village.shared",
    "labuhandeli": "village.shared",
    "kampunglalang": "village.shared",
    "simalingkar": "village.shared",
}
"""Kelurahan that bear the name of a kecamatan or a city too."""

OUTSIDE = frozenset(
    name.strip().replace(" ", "")
    for name in """
    deli serdang; deliserdang; percut; percut sei tuan; sei tuan; sampali; batang kuis; tanjung morawa; hamparan perak
    pancur batu; pancurbatu; lubuk pakam; deli tua; delitua; namorambe; patumbak; marindal; marindal 1; marindal 2; batang kuis
    pantai labu; sibolangit; kutalimbaru; biru biru; sibiru biru; galang; bangun purba; stm hilir; stm hulu; talun kenas
    medan estate; medan krio; medan sinembah; bandar klippa; bandar kalipah; bandar khalipah; bandar setia
    laut dendang; laudendang; saentis; cinta rakyat; tanjung rejo percut; kolam percut; mulio rejo; mulyorejo; muliorejo
    klambir lima; klambir 5; kelambir lima; kelambir 5; klumpang; klumpang kebun; sei semayang; sei mencirim; paya geli
    puji mulio; tuntungan 1; tuntungan 2; simalingkar a; durin simbelang; durin jangak; namo bintang; tanjung anom
    bandar labuhan; limau manis; dalu sepuluh; buntu bedimbar; bangun sari; kota binjai; binjai kota; binjai barat
    binjai timur; binjai utara; binjai selatan; binjai langkat; binjai km; langkat; stabat; kuala namu; kualanamu; perbaungan
    tebing tinggi; siantar; pematang siantar; simalungun; berastagi; brastagi; kabanjahe; karo; tanah karo
    serdang bedagai; sergai; asahan; kisaran; tanjung balai; rantau prapat; labuhan batu; padang sidempuan
    sidempuan; sibolga; nias; toba; balige; tarutung; samosir; dairi; sidikalang; batubara; batu bara; pangkalan brandan
    tanjung pura; jakarta; aceh; banda aceh; padang; pekanbaru; riau; jambi; bandung; surabaya; batam; palembang; penang
    tembung percut; bandar kippa; batangkuis; helvetia labuhan deli; sunggal deli serdang; sunggal kanan; sei beras sekata
    labuhan deli deli serdang; karang gading; manunggal; veteran helvetia; pematang johor; telaga sari; dalu dalu
    desa helvetia; desa tembung; desa sunggal; hulu; desa manunggal; desa kolam; sialang buah; pantai cermin
    """.replace("\n", ";").split(";")
    if name.strip() and name.strip() != "hulu"
)
