# language: fr
@A5 @EN-6.3
Fonctionnalité: Savoir qui appelle sans voir l'écran
  L'agent aveugle doit connaître l'appelant avant de décrocher,
  et pouvoir le redemander autant qu'il veut.

  Contexte:
    Étant donné un agent aveugle
    Et un contact « Marie Martin » au numéro « 0612345678 »

  Scénario: Le nom du contact est dit vite, puis répété avec F2
    Quand « Marie Martin » m'appelle du « 0612345678 »
    Alors j'entends une phrase qui contient « Marie Martin » en moins de 400 ms
    Et j'entends la sonnerie
    Et l'écran montre « Marie Martin »
    Quand j'appuie sur F2
    Alors j'entends une phrase qui contient « Marie Martin » dans l'oreille gauche en moins de 400 ms
    Et l'appel de « Marie Martin » sonne
    Quand j'appuie sur F4
    Alors l'appel avec « Marie Martin » est pris
    Et je n'entends plus la sonnerie
    Et j'entends la voix de « Marie Martin » dans l'oreille droite
