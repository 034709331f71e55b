# language: fr
@A7
Fonctionnalité: La voix ne fait pas attendre
  Un agent qui travaille à l'oreille doit pouvoir couper la parole au programme
  et obtenir tout de suite la réponse à la touche qu'il vient de presser.

  Plan du scénario: Une touche coupe la voix et répond tout de suite
    Étant donné un agent aveugle
    Et le réglage « voice.rate » vaut « <vitesse> »
    Et je suis en ligne
    Quand j'appuie sur F1
    Et j'attends 300 ms
    Et j'appuie sur <touche>
    Alors la voix se tait en moins de 50 ms
    Et j'entends une phrase qui contient « <réponse> » en moins de 400 ms

    Exemples:
      | vitesse | touche | réponse      |
      | 200     | F3     | Accueil      |
      | 350     | F3     | Accueil      |
      | 350     | F2     | Aucun appel  |
