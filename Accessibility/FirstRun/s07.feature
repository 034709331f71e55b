# language: fr
@A5
Fonctionnalité: Être prévenu d'une perte de réseau
  Un agent qui ne voit pas l'écran ne doit pas parler dans le vide :
  la perte et le retour de la ligne doivent être dits, une seule fois et sans bavardage.

  Scénario: La ligne tombe puis revient
    Étant donné un agent aveugle
    Et je suis en ligne
    Quand le réseau tombe
    Et j'appelle « 0476003344 »
    Alors j'entends une phrase qui contient « Hors ligne »
    Et l'écran montre « Hors ligne »
    Et le programme est toujours en marche
    Quand le réseau revient
    Alors j'entends une phrase qui contient « En ligne »
    Et l'écran ne montre plus « Hors ligne »
    Et j'entends « Hors ligne » une seule fois
    Quand Dupont appelle
    Alors j'entends une phrase qui contient « Dupont » en moins de 1,2 s
